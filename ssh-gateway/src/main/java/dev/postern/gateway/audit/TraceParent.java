package dev.postern.gateway.audit;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * {@code traceparent} of W3C Trace Context, version 00, not sampled. The trace of a session is its
 * id, so that its events are found together.
 */
final class TraceParent {

  private TraceParent() {}

  static String of(UUID trace) {
    long parent = ThreadLocalRandom.current().nextLong();
    return "00-%016x%016x-%016x-00"
        .formatted(
            trace.getMostSignificantBits(),
            trace.getLeastSignificantBits(),
            parent == 0 ? 1 : parent);
  }
}
