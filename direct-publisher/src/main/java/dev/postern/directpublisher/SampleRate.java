package dev.postern.directpublisher;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * At most so many events of one reason in a second are published; the next one says the rest. What
 * an attacker causes is no attack on the log.
 *
 * @param <R> the reasons, of which there are few
 */
public final class SampleRate<R> {

  private static final int PER_SECOND = 10;
  private static final long SECOND = 1_000_000_000L;

  private static final class Window {
    long began;
    int published;
    long unpublished;
  }

  private final Map<R, Window> windows = new HashMap<>();
  private final LongSupplier nanoTime;

  public SampleRate() {
    this(System::nanoTime);
  }

  SampleRate(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** How many were not published since the last; empty where this one is not either. */
  public synchronized OptionalLong take(R reason) {
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
