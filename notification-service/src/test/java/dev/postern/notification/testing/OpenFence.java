package dev.postern.notification.testing;

import dev.postern.notification.smtp.SmtpFence;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Lets every mail leave that is quick enough. */
public record OpenFence(Duration timeLeft) implements SmtpFence {

  public OpenFence() {
    this(Duration.ofSeconds(20));
  }

  @Override
  public Uni<Void> beforeTheDot() {
    return Uni.createFrom().voidItem();
  }
}
