package dev.postern.events;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The value of the header {@code traceparent} of W3C Trace Context, version 00. */
public final class TraceParent {

  private static final String NOT_SAMPLED = "00";

  private TraceParent() {}

  /**
   * @param trace the trace's id, 32 hexadecimal digits
   * @param span the id of the span that is the parent, 16 hexadecimal digits
   * @param flags 2 hexadecimal digits
   */
  public static String of(String trace, String span, String flags) {
    return "00-" + trace + "-" + span + "-" + flags;
  }

  /**
   * For what no request traces and belongs together all the same, such as the events of a session:
   * the trace is its id, the span is drawn by lot, and it is not sampled.
   */
  public static String unsampled(UUID id) {
    long span = ThreadLocalRandom.current().nextLong();
    return of(
        "%016x%016x".formatted(id.getMostSignificantBits(), id.getLeastSignificantBits()),
        "%016x".formatted(span == 0 ? 1 : span),
        NOT_SAMPLED);
  }
}
