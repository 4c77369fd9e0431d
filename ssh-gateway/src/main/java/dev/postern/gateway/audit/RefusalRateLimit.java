package dev.postern.gateway.audit;

import dev.postern.events.sessions.LoginRefused.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** At most so many refusals of one reason in a second are published; the next one says the rest. */
final class RefusalRateLimit {

  private static final int PER_SECOND = 10;
  private static final long SECOND = 1_000_000_000L;

  private static final class Window {
    long began;
    int published;
    long unpublished;
  }

  private final Map<Reason, Window> windows = new EnumMap<>(Reason.class);
  private final LongSupplier nanoTime;

  RefusalRateLimit() {
    this(System::nanoTime);
  }

  RefusalRateLimit(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** How many were not published since the last; empty where this one is not either. */
  synchronized OptionalLong take(Reason reason) {
    Window window = windows.computeIfAbsent(reason, r -> new Window());
    long now = nanoTime.getAsLong();
    if (window.published == 0 || now - window.began >= SECOND) {
      window.began = now;
      window.published = 0;
    }
    if (window.published == PER_SECOND) {
      window.unpublished++;
      return OptionalLong.empty();
    }
    window.published++;
    long unpublished = window.unpublished;
    window.unpublished = 0;
    return OptionalLong.of(unpublished);
  }
}
