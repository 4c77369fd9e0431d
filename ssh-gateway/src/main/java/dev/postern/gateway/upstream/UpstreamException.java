package dev.postern.gateway.upstream;

import dev.postern.gateway.channel.RelayChannel;
import dev.postern.problem.Printable;
import java.io.IOException;

/** No channel into the container; the message completes the sentence "container NAME …". */
public class UpstreamException extends IOException {

  private static final long serialVersionUID = 1L;

  public UpstreamException(String message) {
    super(message);
  }

  /** What to tell a person about the cause of a failed future. */
  public static UpstreamException of(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof UpstreamException) {
        return (UpstreamException) t;
      }
      if (t instanceof RelayChannel.OpenFailure) {
        return new UpstreamException(
            "refuses the session: \"" + Printable.ascii(t.getMessage()) + "\".");
      }
    }
    return new UpstreamException("does not answer; try again, or ask for its ssh check.");
  }
}
