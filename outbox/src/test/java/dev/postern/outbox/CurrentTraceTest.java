package dev.postern.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.Test;

class CurrentTraceTest {
  @Test
  void isTheCallersSpanInTheFormOfTraceContext() {
    // Given
    Span span =
        Span.wrap(
            SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getSampled(),
                TraceState.getDefault()));

    // When
    String header;
    try (Scope ignored = span.makeCurrent()) {
      header = CurrentTrace.parent();
    }

    // Then
    assertThat(header).isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
  }

  @Test
  void isAbsentWhereThereIsNoSpan() {
    assertThat(CurrentTrace.parent()).isNull();
  }
}
