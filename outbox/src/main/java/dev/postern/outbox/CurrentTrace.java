package dev.postern.outbox;

import dev.postern.events.TraceParent;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The trace that the caller works in, as {@code traceparent} says it. Requests and consumed records
 * have one. A worker has none of its own: what causes its work stores {@link #parent} with the row,
 * and the worker goes on with {@link #continued}.
 */
public final class CurrentTrace {
  private static final String TRACER = "dev.postern.outbox";

  /** Where a Vert.x context keeps the trace of work that nothing caused. */
  private static final String UNCAUSED = CurrentTrace.class.getName();

  private CurrentTrace() {}

  /**
   * The caller's span, or where there is none a new trace, which is the same for all that is done
   * on one duplicated Vert.x context.
   *
   * @return always valid
   */
  public static String parent() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid()
        ? TraceParent.of(span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex())
        : uncaused();
  }

  /** A {@code traceparent} as it is where it is one, else {@link #parent}. */
  static String unless(String traceParent) {
    return TraceParent.isValid(traceParent) ? traceParent : parent();
  }

  private static String uncaused() {
    if (!VertxContext.isOnDuplicatedContext()) {
      return TraceParent.fresh();
    }
    return ContextLocals.<String>get(UNCAUSED)
        .orElseGet(
            () -> {
              String fresh = TraceParent.fresh();
              ContextLocals.put(UNCAUSED, fresh);
              return fresh;
            });
  }

  /**
   * Work that goes on with the trace of its cause, in a span of its own. Call it on a duplicated
   * Vert.x context on which nothing else runs meanwhile; {@code FreshContext} gives one.
   *
   * @param name what the work is
   * @param cause the {@link #parent} that was stored for it; what is none begins a new trace
   */
  @SuppressWarnings("MustBeClosedChecker") // It is closed when the work ends.
  public static <T> Uni<T> continued(String name, String cause, Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Span span = child(name, cause);
              Scope scope = span.makeCurrent();
              return Uni.createFrom()
                  .deferred(work::get)
                  .onTermination()
                  .invoke(() -> end(span, scope));
            });
  }

  /**
   * As {@link #continued(String, String, Supplier)}, for work that follows from an event.
   *
   * @param event its id, which the events of the work name as {@code ce_causationid}; null where
   *     there is none
   */
  public static <T> Uni<T> continued(String name, String cause, UUID event, Supplier<Uni<T>> work) {
    return continued(name, cause, () -> CurrentCause.following(event, work));
  }

  /** As {@link #continued(String, String, Supplier)}, for work that blocks its thread. */
  public static <T> T blocking(String name, String cause, Supplier<T> work) {
    Span span = child(name, cause);
    try (Scope ignored = span.makeCurrent()) {
      return work.get();
    } finally {
      span.end();
    }
  }

  /** The span first: context propagation brings back one that was not ended. */
  private static void end(Span span, Scope scope) {
    span.end();
    scope.close();
  }

  private static Span child(String name, String cause) {
    return GlobalOpenTelemetry.getTracer(TRACER)
        .spanBuilder(name)
        .setParent(Context.root().with(remote(cause)))
        .startSpan();
  }

  private static Span remote(String cause) {
    return TraceParent.isValid(cause)
        ? Span.wrap(
            SpanContext.createFromRemoteParent(
                cause.substring(3, 35),
                cause.substring(36, 52),
                TraceFlags.fromHex(cause, 53),
                TraceState.getDefault()))
        : Span.getInvalid();
  }
}
