package dev.postern.audit.projection;

import dev.postern.audit.log.EventReference;
import dev.postern.audit.log.Fold;
import dev.postern.audit.log.LogEvent;
import dev.postern.audit.projection.Holding.State;
import dev.postern.events.ips.PublicIpAttachRequested;
import dev.postern.events.ips.PublicIpAttached;
import dev.postern.events.ips.PublicIpDetachRequested;
import dev.postern.events.ips.PublicIpDetached;
import dev.postern.events.ips.PublicIpMoved;
import dev.postern.events.ips.PublicIpReleased;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Who holds which public address. */
public final class Addresses {

  private final Map<String, Holding> present = new HashMap<>();
  private final Map<String, List<Holding>> ended = new HashMap<>();
  private final Predicate<String> remembered;

  private Addresses(Predicate<String> remembered) {
    this.remembered = remembered;
  }

  /**
   * @param remembered the addresses whose former holders are kept too
   */
  public static Addresses of(Fold fold, Predicate<String> remembered) {
    var addresses = new Addresses(remembered);
    fold.on(PublicIpAttachRequested.class, addresses::begins)
        .on(
            PublicIpAttached.class,
            (e, d) ->
                addresses.change(d.address(), h -> h.answeringAt(d.port(), EventReference.of(e))))
        .on(PublicIpMoved.class, addresses::moved)
        .on(
            PublicIpDetachRequested.class,
            (e, d) ->
                addresses.change(d.address(), h -> h.become(State.DETACHING, EventReference.of(e))))
        .on(PublicIpDetached.class, addresses::detached)
        .on(PublicIpReleased.class, (e, d) -> addresses.released(d.address()));
    return addresses;
  }

  /** Of every address that is not free, the latest. */
  public Collection<Holding> present() {
    return Collections.unmodifiableCollection(present.values());
  }

  /** All of an address that is remembered, the oldest first. */
  public List<Holding> history(String address) {
    List<Holding> all = new ArrayList<>(ended.getOrDefault(address, List.of()));
    if (present.containsKey(address)) {
      all.add(present.get(address));
    }
    return all;
  }

  /** Those of which there is a history, in their order as texts. */
  public List<String> remembered() {
    Set<String> all = new TreeSet<>(ended.keySet());
    present.keySet().stream().filter(remembered).forEach(all::add);
    return List.copyOf(all);
  }

  private void begins(LogEvent event, PublicIpAttachRequested data) {
    Instant from = event.happenedAt(data.heldFrom());
    begins(data.address(), data.container(), data.account(), from, EventReference.of(event));
  }

  private void begins(
      String address, String container, String account, Instant from, EventReference told) {
    end(address);
    present.put(
        address,
        new Holding(address, container, account, State.ATTACHING, from, null, 0, told, told));
  }

  /**
   * The address is the other container's from the very moment at which it is no longer this one's.
   */
  private void moved(LogEvent event, PublicIpMoved data) {
    EventReference reference = EventReference.of(event);
    Instant at = event.happenedAt(data.heldFrom());
    change(data.address(), holding -> holding.endedAt(State.ENDED, at, reference));
    begins(data.address(), data.container(), data.account(), at, reference);
  }

  private void detached(LogEvent event, PublicIpDetached data) {
    Instant at = event.happenedAt(data.heldUntil());
    change(
        data.address(),
        holding -> holding.endedAt(State.QUARANTINED, at, EventReference.of(event)));
  }

  private void released(String address) {
    change(address, holding -> holding.become(State.ENDED, holding.latest()));
    end(address);
  }

  private void end(String address) {
    Holding before = present.remove(address);
    if (before != null && remembered.test(address)) {
      ended.computeIfAbsent(address, a -> new ArrayList<>()).add(before);
    }
  }

  private void change(String address, UnaryOperator<Holding> change) {
    present.computeIfPresent(address, (key, holding) -> change.apply(holding));
  }
}
