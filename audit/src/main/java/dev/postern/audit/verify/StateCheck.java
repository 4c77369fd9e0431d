package dev.postern.audit.verify;

import dev.postern.audit.log.Fold;
import dev.postern.audit.log.LogEvent;
import dev.postern.events.containers.Address;
import dev.postern.events.containers.ContainerDeleted;
import dev.postern.events.containers.ContainerRecreated;
import dev.postern.events.containers.ContainerRegistered;
import dev.postern.events.containers.ContainerStarted;
import dev.postern.events.containers.ContainerStopped;
import dev.postern.events.containers.RuntimeStatus;
import dev.postern.events.keys.EnvironmentShared;
import dev.postern.events.keys.EnvironmentUnshared;
import dev.postern.events.keys.KeyAdded;
import dev.postern.events.keys.KeyDisabled;
import dev.postern.events.keys.KeyRemoved;
import dev.postern.events.state.ContainerState;
import dev.postern.events.state.KeyState;
import dev.postern.events.state.ShareState;
import dev.postern.events.state.StateValue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * {@link Invariant#STATE_EQUALS_EVENTS}. Both sides become one line of text for each key, which the
 * events build first. What was published within the last minute is not judged: the other side may
 * follow.
 */
final class StateCheck {

  private static final Duration IN_FLUX = Duration.ofMinutes(1);

  private final Findings findings;
  private final Map<String, Said> events = new HashMap<>();
  private final Map<String, Said> states = new HashMap<>();
  private final Map<String, Instant> expiries = new HashMap<>();

  /**
   * @param line what a side says of a key; null where it is gone
   * @param place of the record that says so
   */
  private record Said(String line, long timestamp, String place, String event) {
    static Said of(String line, LogEvent event) {
      return new Said(
          line, event.record().timestamp(), event.record().place(), event.id().toString());
    }
  }

  private record ContainerLine(
      String account,
      String environment,
      String layer,
      String name,
      RuntimeStatus runtime,
      Address sshd) {

    ContainerLine with(RuntimeStatus status, Address address) {
      return new ContainerLine(
          account, environment, layer, name, status, address == null ? sshd : address);
    }

    String text() {
      return String.join(
          "|",
          account,
          environment,
          String.valueOf(layer),
          name,
          runtime.name(),
          sshd == null ? "" : sshd.address() + " " + sshd.port());
    }
  }

  private final Map<String, ContainerLine> containers = new HashMap<>();

  StateCheck(Fold fold, Findings findings) {
    this.findings = findings;
    fold.on(KeyAdded.class, this::added)
        .on(KeyDisabled.class, this::disabled)
        .on(KeyRemoved.class, (e, d) -> said(key(d.fingerprint()), null, e))
        .on(EnvironmentShared.class, (e, d) -> said(share(d), "shared", e))
        .on(EnvironmentUnshared.class, (e, d) -> said(share(d), null, e))
        .on(ContainerRegistered.class, this::registered)
        .on(
            ContainerStarted.class,
            (e, d) -> change(e, d.container(), RuntimeStatus.RUNNING, d.sshd()))
        .on(ContainerStopped.class, (e, d) -> change(e, d.container(), RuntimeStatus.STOPPED, null))
        .on(
            ContainerRecreated.class,
            (e, d) -> change(e, d.container(), RuntimeStatus.RUNNING, d.sshd()))
        .on(ContainerDeleted.class, this::deleted);
  }

  private void added(LogEvent event, KeyAdded data) {
    said(
        key(data.fingerprint()), keyLine(data.key(), data.account(), KeyState.State.ACTIVE), event);
    if (data.expiresAt() != null) {
      expiries.put(key(data.fingerprint()), data.expiresAt());
    }
  }

  private void disabled(LogEvent event, KeyDisabled data) {
    said(
        key(data.fingerprint()),
        keyLine(data.key(), data.account(), KeyState.State.DISABLED),
        event);
  }

  private void registered(LogEvent event, ContainerRegistered data) {
    var line =
        new ContainerLine(
            data.account(),
            data.environment(),
            data.layer(),
            data.name(),
            data.runtime(),
            data.sshd());
    containers.put(data.container(), line);
    said(container(data.container()), line.text(), event);
  }

  private void change(LogEvent event, String id, RuntimeStatus runtime, Address sshd) {
    ContainerLine line =
        containers.computeIfPresent(id, (key, before) -> before.with(runtime, sshd));
    if (line != null) {
      said(container(id), line.text(), event);
    }
  }

  private void deleted(LogEvent event, ContainerDeleted data) {
    containers.remove(data.container());
    said(container(data.container()), null, event);
  }

  private void said(String key, String line, LogEvent event) {
    events.put(key, Said.of(line, event));
  }

  /** A record of a state topic, a tombstone too. Not of one that is no state. */
  void state(LogEvent event) {
    event
        .type()
        .filter(type -> StateValue.class.isAssignableFrom(type.data()))
        .ifPresent(
            type ->
                states.put(
                    type.data().getSimpleName() + " " + event.key(),
                    Said.of(event.isTombstone() ? null : line(event), event)));
  }

  private static String line(LogEvent event) {
    if (event.data() instanceof KeyState key) {
      return keyLine(key.key(), key.account(), key.state());
    }
    if (event.data() instanceof ContainerState container) {
      return new ContainerLine(
              container.account(),
              container.environment(),
              container.layer(),
              container.name(),
              container.runtime(),
              container.host() == null ? null : new Address(container.host(), container.port()))
          .text();
    }
    return "shared";
  }

  void finish(Instant now) {
    long settled = now.minus(IN_FLUX).toEpochMilli();
    events.forEach((key, said) -> compare(key, said, states.get(key), settled, now));
    states.forEach(
        (key, said) -> {
          if (said.line() != null && said.timestamp() < settled && !events.containsKey(key)) {
            broken(said, "the state topic has " + key + ", and no event tells of it");
          }
        });
  }

  private void compare(String key, Said event, Said state, long settled, Instant now) {
    String present = state == null ? null : state.line();
    if (Objects.equals(event.line(), present)
        || event.timestamp() >= settled
        || (state != null && state.timestamp() >= settled)) {
      return;
    }
    Instant expiry = expiries.get(key);
    if (present == null && expiry != null && expiry.isBefore(now)) {
      return; // Views forget a key that expired, without an event.
    }
    broken(
        state == null ? event : state,
        present == null
            ? "the state topic lacks " + key
            : event.line() == null
                ? "the state topic still has " + key
                : "the state topic differs for " + key);
  }

  private void broken(Said said, String sentence) {
    findings.add(new Finding(Invariant.STATE_EQUALS_EVENTS, said.place(), said.event(), sentence));
  }

  private static String keyLine(String id, String account, KeyState.State state) {
    return id + "|" + account + "|" + state;
  }

  private static String key(String fingerprint) {
    return "KeyState " + fingerprint;
  }

  private static String container(String id) {
    return "ContainerState " + id;
  }

  private static String share(EnvironmentShared data) {
    return share(data.account(), data.environment(), data.with());
  }

  private static String share(EnvironmentUnshared data) {
    return share(data.account(), data.environment(), data.with());
  }

  private static String share(String account, String environment, String with) {
    return "ShareState " + new ShareState(account, environment, with).topicKey();
  }
}
