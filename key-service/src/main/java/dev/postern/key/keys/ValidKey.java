package dev.postern.key.keys;

import dev.postern.key.validation.SshPublicKey;
import java.time.Instant;

/**
 * A key that may be stored.
 *
 * @param expiresAt null where it does not expire
 */
record ValidKey(String title, SshPublicKey key, Instant expiresAt) {}
