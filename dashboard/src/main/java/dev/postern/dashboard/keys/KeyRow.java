package dev.postern.dashboard.keys;

import dev.postern.dashboard.page.Moment;
import dev.postern.dashboard.page.Words;
import dev.postern.dashboard.services.GatewayApi.OpenSessions;
import dev.postern.dashboard.services.Part;
import dev.postern.dashboard.services.SshKey;

/** A key as a row shows it; moments that are not are null. */
public record KeyRow(
    SshKey key, Moment added, Moment used, Moment expires, String disabled, KeySessions sessions) {

  static KeyRow of(SshKey key, Part<OpenSessions> sessions, Words words) {
    return new KeyRow(
        key,
        Moment.of(key.addedAt(), words),
        Moment.of(key.lastUsedAt(), words),
        Moment.of(key.expiresAt(), words),
        key.disabledReason() == null ? null : words.texts().keyDisabled(key.disabledReason()),
        KeySessions.of(key, sessions, words));
  }
}
