package dev.postern.outbox;

import dev.postern.events.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

/** The trace that the caller works in. */
final class CurrentTrace {
  private CurrentTrace() {}

  /** The caller's span as {@code traceparent} says it; null where there is none. */
  static String parent() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid()
        ? TraceParent.of(span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex())
        : null;
  }
}
