package dev.postern.gateway.view;

import dev.postern.events.state.ContainerState;
import dev.postern.events.state.ShareState;
import dev.postern.keytable.Fingerprint;
import dev.postern.keytable.KeyInvalidation;
import dev.postern.keytable.RegisteredKey;
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
  private volatile ViewState state = new ViewState();
  private volatile Instant current;

  /** The key, unless it is unknown, removed or disabled; look at its expiry too. */
  public Optional<RegisteredKey> key(Fingerprint fingerprint) {
    return state.keys.find(fingerprint);
  }

  /** Why the key opens nothing of its account any more; empty while it does. */
  public Optional<KeyInvalidation> invalidation(RegisteredKey key, Instant time) {
    Optional<RegisteredKey> now =
        key(key.fingerprint()).filter(known -> known.account().equals(key.account()));
    if (now.isPresent()) {
      return now.get().opensAt(time) ? Optional.empty() : Optional.of(KeyInvalidation.EXPIRED);
    }
    return Optional.of(state.keys.invalidation(key.fingerprint()));
  }

  public Optional<ContainerState> container(String id) {
    return state.container(id);
  }

  /** The owner's container of that name; more than one only while a name changes hands. */
  public Stream<ContainerState> named(String owner, String name) {
    return state.containersOf(owner).values().stream().filter(c -> c.name().equals(name));
  }

  public boolean mayEnter(String account, ContainerState container) {
    return container.account().equals(account)
        || state
            .sharesWith(account)
            .contains(new ShareState(container.account(), container.environment(), account));
  }

  /** Everything that the account's keys open: its own, and what is shared with it. */
  public Stream<ContainerState> enterable(String account) {
    ViewState now = state;
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
    return state.keys.size();
  }

  public int containerCount() {
    return state.containerCount();
  }

  public int shareCount() {
    return state.shareCount();
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

  /** The state that the reader of the topics writes. */
  ViewState state() {
    return state;
  }

  /** Takes a state that was read again from the beginning. */
  void replace(ViewState loaded) {
    state = loaded;
  }

  void confirm(Instant at) {
    current = at;
  }

  void changed() {
    listeners.forEach(Runnable::run);
  }
}
