package dev.postern.key.keys;

import dev.postern.events.keys.KeyDisabled;
import java.time.Instant;

/**
 * A key as its owner sees it.
 *
 * @param lastUsedAt when it last entered a container, to the minute; null where it never did
 * @param expiresAt null where it does not expire
 * @param disabledAt null, with its reason, where the policy never disabled it
 */
record KeyView(
    String id,
    String account,
    String title,
    String type,
    int bits,
    String fingerprint,
    String comment,
    Instant addedAt,
    Instant lastUsedAt,
    Instant expiresAt,
    KeyStatus state,
    Instant disabledAt,
    KeyDisabled.Reason disabledReason) {

  static KeyView of(SshKey key) {
    return new KeyView(
        key.id,
        key.account,
        key.title,
        key.type,
        key.bits,
        key.fingerprint,
        key.comment,
        key.addedAt,
        key.lastUsedAt,
        key.expiresAt,
        key.stateAt(Instant.now()),
        key.disabledAt,
        key.disabledReason);
  }
}
