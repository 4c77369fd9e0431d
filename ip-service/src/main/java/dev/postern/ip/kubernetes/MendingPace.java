package dev.postern.ip.kubernetes;

import dev.postern.background.Backoff;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How soon an address is mended again: at once the first time, later and later where somebody keeps
 * changing it, so that two who disagree do not write all the time.
 */
final class MendingPace {

  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** After so long without a change the next one is a first one. */
  private static final Duration CALM = LONGEST.multipliedBy(5);

  private final Backoff pauses = Backoff.exact(Duration.ofSeconds(1), LONGEST);
  private final Map<String, Mended> mended = new ConcurrentHashMap<>();
  private final LongSupplier nanos;

  private record Mended(int times, long at) {}

  MendingPace() {
    this(System::nanoTime);
  }

  MendingPace(LongSupplier nanos) {
    this.nanos = nanos;
  }

  boolean isDue(String address) {
    Mended last = mended.get(address);
    return last == null || since(last).compareTo(pauses.after(last.times())) >= 0;
  }

  void mended(String address) {
    mended.merge(
        address,
        new Mended(1, nanos.getAsLong()),
        (last, now) -> since(last).compareTo(CALM) > 0 ? now : again(last, now));
  }

  private static Mended again(Mended last, Mended now) {
    return new Mended(last.times() + 1, now.at());
  }

  void forget(String address) {
    mended.remove(address);
  }

  private Duration since(Mended last) {
    return Duration.ofNanos(nanos.getAsLong() - last.at());
  }
}
