package dev.postern.audit.verify;

import dev.postern.audit.log.Fold;
import dev.postern.audit.log.LogEvent;
import dev.postern.events.ips.PublicIpAttachRequested;
import dev.postern.events.ips.PublicIpAttached;
import dev.postern.events.ips.PublicIpDetachRequested;
import dev.postern.events.ips.PublicIpDetached;
import dev.postern.events.ips.PublicIpMoved;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** {@link Invariant#ONE_HOLDER_PER_ADDRESS}. */
final class HolderCheck {

  private final Findings findings;
  private final Map<String, String> holders = new HashMap<>();
  private final Map<String, Instant> ends = new HashMap<>();

  HolderCheck(Fold fold, Findings findings) {
    this.findings = findings;
    fold.on(PublicIpAttachRequested.class, this::taken)
        .on(PublicIpAttached.class, (e, d) -> isHolder(e, d.address(), d.container()))
        .on(PublicIpMoved.class, this::moved)
        .on(PublicIpDetachRequested.class, (e, d) -> isHolder(e, d.address(), d.container()))
        .on(PublicIpDetached.class, this::detached);
  }

  private void taken(LogEvent event, PublicIpAttachRequested data) {
    String holder = holders.put(data.address(), data.container());
    if (holder != null) {
      broken(event, "given to " + data.container() + " while " + holder + " held it");
    }
    Instant from = event.happenedAt(data.heldFrom());
    Instant end = ends.get(data.address());
    if (holder == null && end != null && from.isBefore(end)) {
      broken(event, "held from " + from + ", before the holder before it let go at " + end);
    }
  }

  private void moved(LogEvent event, PublicIpMoved data) {
    isHolder(event, data.address(), data.previousContainer());
    holders.put(data.address(), data.container());
  }

  private void detached(LogEvent event, PublicIpDetached data) {
    isHolder(event, data.address(), data.container());
    holders.remove(data.address());
    ends.put(data.address(), event.happenedAt(data.heldUntil()));
  }

  private void isHolder(LogEvent event, String address, String container) {
    String holder = holders.get(address);
    if (!container.equals(holder)) {
      broken(
          event,
          "told of "
              + container
              + ", while "
              + (holder == null ? "nobody" : holder)
              + " held the address");
    }
  }

  private void broken(LogEvent event, String sentence) {
    findings.add(Invariant.ONE_HOLDER_PER_ADDRESS, event.record(), sentence);
  }
}
