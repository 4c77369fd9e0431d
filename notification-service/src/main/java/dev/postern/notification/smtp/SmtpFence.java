package dev.postern.notification.smtp;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Decides whether a mail that is under way may still leave. */
public interface SmtpFence {

  /** How long the mail may still take; then its connection is closed. */
  Duration timeLeft();

  /**
   * Asked when the server has all of the mail but the final dot. A failure closes the connection
   * without the dot, and the mail does not leave.
   */
  Uni<Void> beforeTheDot();
}
