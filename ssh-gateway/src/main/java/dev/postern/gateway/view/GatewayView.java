package dev.postern.gateway.view;

import dev.postern.events.state.ContainerState;
import dev.postern.events.state.ShareState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** What the gateway knows at this moment. */
@ApplicationScoped
public class GatewayView {

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Tables tables = new Tables();
  private volatile Instant current;

  /** The key, unless it is unknown, removed or disabled; look at its expiry too. */
  public Optional<RegisteredKey> key(Fingerprint fingerprint) {
    return tables.keys.find(fingerprint);
  }

  /** Why the key opens nothing of its account any more; empty while it does. */
  public Optional<KeyEnd> end(RegisteredKey key, Instant time) {
    Optional<RegisteredKey> now =
        key(key.fingerprint()).filter(known -> known.account().equals(key.account()));
    if (now.isPresent()) {
      return now.get().opensAt(time) ? Optional.empty() : Optional.of(KeyEnd.EXPIRED);
    }
    return Optional.of(tables.keys.end(key.fingerprint()));
  }

  public Optional<ContainerState> container(String id) {
    return tables.container(id);
  }

  /** The owner's container of that name; more than one only while a name changes hands. */
  public Stream<ContainerState> named(String owner, String name) {
    return tables.containersOf(owner).values().stream().filter(c -> c.name().equals(name));
  }

  public boolean mayEnter(String account, ContainerState container) {
    return container.account().equals(account)
        || tables
            .sharesWith(account)
            .contains(new ShareState(container.account(), container.environment(), account));
  }

  /** Everything that the account's keys open: its own, and what is shared with it. */
  public Stream<ContainerState> enterable(String account) {
    Tables now = tables;
    Stream<ContainerState> shared =
        now.sharesWith(account).stream()
            .filter(share -> !share.owner().equals(account))
            .flatMap(
                share ->
                    now.containersOf(share.owner()).values().stream()
                        .filter(c -> c.environment().equals(share.environment())));
    return Stream.concat(now.containersOf(account).values().stream(), shared);
  }

  public int keyCount() {
    return tables.keys.size();
  }

  public int containerCount() {
    return tables.containerCount();
  }

  public int shareCount() {
    return tables.shareCount();
  }

  /** How long ago the view was known to be whole; empty before it was loaded. */
  public Optional<Duration> staleness(Instant now) {
    Instant at = current;
    return Optional.ofNullable(at).map(then -> Duration.between(then, now));
  }

  /** Calls the listener after every change, on the thread that made it; it must be quick. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** The tables that the feed writes. */
  Tables tables() {
    return tables;
  }

  /** Takes tables that were loaded anew. */
  void replace(Tables loaded) {
    tables = loaded;
  }

  void confirm(Instant at) {
    current = at;
  }

  void changed() {
    listeners.forEach(Runnable::run);
  }
}
