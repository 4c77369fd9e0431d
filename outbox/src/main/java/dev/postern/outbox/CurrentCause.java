package dev.postern.outbox;

import dev.postern.events.Actor;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Who or what causes the events of the caller's work. It is kept on the duplicated Vert.x context,
 * which a request and a consumed record have for themselves: work that goes on elsewhere, on a
 * context of its own, is caused by nobody's request.
 */
public final class CurrentCause {

  private static final String ACTOR = CurrentCause.class.getName() + ".actor";
  private static final String EVENT = CurrentCause.class.getName() + ".event";

  private CurrentCause() {}

  /** Says who sent the request that runs on this duplicated context. */
  public static void isRequestOf(Actor actor) {
    ContextLocals.put(ACTOR, actor);
  }

  /** Null where no request causes the caller's work. */
  public static Actor actor() {
    return local(ACTOR);
  }

  /** The id of the event that the caller's work follows from; null where it follows from none. */
  static UUID event() {
    return local(EVENT);
  }

  /**
   * Work that follows from an event.
   *
   * @param event its id; null where it follows from none, or an earlier version did not store it
   */
  public static <T> Uni<T> following(UUID event, Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              if (event == null || !VertxContext.isOnDuplicatedContext()) {
                return work.get();
              }
              UUID before = event();
              ContextLocals.put(EVENT, event);
              return Uni.createFrom()
                  .deferred(work::get)
                  .onTermination()
                  .invoke(() -> goBackTo(before));
            });
  }

  private static void goBackTo(UUID before) {
    if (before != null) {
      ContextLocals.put(EVENT, before);
    } else if (VertxContext.isOnDuplicatedContext()) {
      ContextLocals.remove(EVENT);
    }
  }

  private static <T> T local(String name) {
    return VertxContext.isOnDuplicatedContext() ? ContextLocals.<T>get(name).orElse(null) : null;
  }
}
