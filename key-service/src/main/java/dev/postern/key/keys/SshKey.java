package dev.postern.key.keys;

import dev.postern.events.keys.KeyDisabled;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * A row of {@code ssh_key}. Rows are inserted by {@link KeyRepository}, which lets the database
 * decide.
 */
@Entity
@Table(name = "ssh_key")
class SshKey {

  @Id String id;

  /** The order of adding, which is the order of lists. */
  @Column(updatable = false)
  long position;

  @Column(updatable = false)
  String account;

  @Column(updatable = false)
  String title;

  @Column(updatable = false)
  String type;

  @Column(updatable = false)
  int bits;

  @Column(updatable = false)
  String fingerprint;

  @Column(updatable = false)
  String blob;

  @Column(updatable = false)
  String comment;

  @Column(name = "added_at", updatable = false)
  Instant addedAt;

  @Column(name = "expires_at", updatable = false)
  Instant expiresAt;

  /** Written by statement, so that no other change of the row puts an older one back. */
  @Column(name = "last_used_at", insertable = false, updatable = false)
  Instant lastUsedAt;

  @Enumerated(EnumType.STRING)
  KeyStatus state;

  /** Null where the policy never disabled the key. */
  @Column(name = "disabled_at")
  Instant disabledAt;

  @Column(name = "disabled_reason")
  @Enumerated(EnumType.STRING)
  KeyDisabled.Reason disabledReason;

  protected SshKey() {}

  void disable(KeyDisabled.Reason reason, Instant now) {
    state = KeyStatus.DISABLED;
    disabledAt = now;
    disabledReason = reason;
  }

  /** The stored state lags behind the clock by up to one sweep; the clock decides. */
  KeyStatus stateAt(Instant now) {
    return expiresAt != null && !expiresAt.isAfter(now) ? KeyStatus.EXPIRED : state;
  }
}
