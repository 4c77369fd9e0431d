package dev.postern.ip.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the connections of all addresses and keeps them within their limit. */
final class ConnectionLimit {

  private final AtomicInteger open;
  private final int limit;
  private final Counter overLimit;
  private final Counter sshdDown;

  ConnectionLimit(int limit, MeterRegistry meters) {
    this.limit = limit;
    this.open = meters.gauge("postern.relay.connections", new AtomicInteger());
    this.overLimit = meters.counter("postern.relay.refused", "reason", "limit");
    this.sshdDown = meters.counter("postern.relay.refused", "reason", "sshd-down");
  }

  /**
   * @return whether there is room; if so, {@link #closed} must follow once
   */
  boolean tryOpen() {
    if (open.incrementAndGet() <= limit) {
      return true;
    }
    open.decrementAndGet();
    return false;
  }

  void closed() {
    open.decrementAndGet();
  }

  void refusedOverLimit() {
    overLimit.increment();
  }

  void refusedSshdDown() {
    sshdDown.increment();
  }
}
