package dev.postern.dashboard.keys;

import dev.postern.dashboard.page.Moment;
import dev.postern.dashboard.page.Words;
import dev.postern.dashboard.services.SshKey;

/** A key as a row shows it; moments that are not are null. */
public record KeyRow(SshKey key, Moment added, Moment used, Moment expires, String disabled) {

  static KeyRow of(SshKey key, Words words) {
    return new KeyRow(
        key,
        Moment.of(key.addedAt(), words),
        Moment.of(key.lastUsedAt(), words),
        Moment.of(key.expiresAt(), words),
        key.disabledReason() == null ? null : words.texts().keyDisabled(key.disabledReason()));
  }
}
