package dev.postern.key.keys;

import dev.postern.events.keys.KeyAdded;
import dev.postern.events.keys.KeyDisabled;
import dev.postern.events.keys.KeyExpired;
import dev.postern.events.keys.KeyRemoved;
import dev.postern.events.state.KeyState;
import dev.postern.outbox.OutboxEmitter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Publishes what happened to a key, as an event and as the state that gateways read. The order is
 * always the same, so that two transactions never wait for each other's sequences.
 */
@ApplicationScoped
class KeyEventPublisher {

  private final OutboxEmitter outbox;

  KeyEventPublisher(OutboxEmitter outbox) {
    this.outbox = outbox;
  }

  Uni<Void> added(SshKey key) {
    return outbox.send(addedEvent(key)).chain(() -> outbox.send(state(key)));
  }

  Uni<Void> removed(SshKey key) {
    return outbox
        .send(new KeyRemoved(key.id, key.account, KeyName.inEvents(key), key.fingerprint))
        .chain(() -> outbox.remove(KeyState.class, key.fingerprint));
  }

  Uni<Void> disabled(SshKey key) {
    return outbox
        .send(
            new KeyDisabled(
                key.id, key.account, KeyName.inEvents(key), key.fingerprint, key.disabledReason))
        .chain(() -> outbox.send(state(key)));
  }

  /** {@code KeyAdded} said when it would be; the log says that it was, and the view forgets it. */
  Uni<Void> expired(SshKey key) {
    return outbox
        .send(
            new KeyExpired(
                key.id, key.account, KeyName.inEvents(key), key.fingerprint, key.expiresAt))
        .chain(() -> outbox.remove(KeyState.class, key.fingerprint));
  }

  private static KeyAdded addedEvent(SshKey key) {
    return new KeyAdded(
        key.id,
        key.account,
        KeyName.inEvents(key),
        key.type,
        key.bits,
        key.fingerprint,
        key.blob,
        key.expiresAt);
  }

  private static KeyState state(SshKey key) {
    return new KeyState(
        key.fingerprint,
        key.id,
        key.account,
        key.type,
        key.blob,
        key.expiresAt,
        key.state == KeyStatus.ACTIVE ? KeyState.State.ACTIVE : KeyState.State.DISABLED);
  }
}
