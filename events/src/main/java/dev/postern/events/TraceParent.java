package dev.postern.events;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The value of the header {@code traceparent} of W3C Trace Context, version 00. */
public final class TraceParent {

  private static final String SAMPLED = "01";
  private static final String NOT_SAMPLED = "00";

  /** Ids that are all zero name no trace and no span. */
  private static final Pattern FORM =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

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
   * Whether a reader can continue the trace.
   *
   * @param text null where there is none
   */
  public static boolean isValid(String text) {
    return text != null && FORM.matcher(text).matches();
  }

  /** A new trace, for what nothing caused; whether it is recorded is for its readers to decide. */
  public static String fresh() {
    return of(UUID.randomUUID(), SAMPLED);
  }

  /**
   * For what no request traces and belongs together all the same, such as the events of a session:
   * the trace is its id, the span is drawn by lot, and it is not sampled.
   */
  public static String unsampled(UUID id) {
    return of(id, NOT_SAMPLED);
  }

  private static String of(UUID trace, String flags) {
    long span = ThreadLocalRandom.current().nextLong();
    return of(
        "%016x%016x".formatted(trace.getMostSignificantBits(), trace.getLeastSignificantBits()),
        "%016x".formatted(span == 0 ? 1 : span),
        flags);
  }
}
