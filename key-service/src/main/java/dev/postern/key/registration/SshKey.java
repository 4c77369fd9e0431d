package dev.postern.key.registration;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * A row of {@code ssh_key}. Rows are inserted by {@link KeyRows}, which lets the database decide.
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

  /** All that ever changes of a key. */
  @Enumerated(EnumType.STRING)
  KeyStatus state;

  protected SshKey() {}

  /** The stored state lags behind the clock by up to one sweep; the clock decides. */
  KeyStatus stateAt(Instant now) {
    return expiresAt != null && !expiresAt.isAfter(now) ? KeyStatus.EXPIRED : state;
  }
}
