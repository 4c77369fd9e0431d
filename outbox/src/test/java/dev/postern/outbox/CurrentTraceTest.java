package dev.postern.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.events.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrentTraceTest {
  private static final String CAUSE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

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
    assertThat(header).isEqualTo(CAUSE);
  }

  @Test
  void isANewOneWhereThereIsNoSpan() {
    assertThat(CurrentTrace.parent())
        .matches(TraceParent::isValid)
        .isNotEqualTo(CurrentTrace.parent());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "hostile", "00-0-0-00"})
  void isKeptOnlyWhereItCanBeContinued(String none) {
    assertThat(CurrentTrace.unless(none)).matches(TraceParent::isValid);
    assertThat(CurrentTrace.unless(CAUSE)).isEqualTo(CAUSE);
  }

  @Test
  void blockingWorkHasTheTraceOfItsCause() {
    String inside = CurrentTrace.blocking("test", CAUSE, CurrentTrace::parent);

    assertThat(inside).startsWith("00-0af7651916cd43dd8448eb211c80319c-");
    assertThat(CurrentTrace.parent()).doesNotContain("0af7651916cd43dd8448eb211c80319c");
  }
}
