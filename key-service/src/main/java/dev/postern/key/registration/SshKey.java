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
  long position;

  String account;
  String title;
  String type;
  int bits;
  String fingerprint;
  String blob;
  String comment;

  @Column(name = "added_at")
  Instant addedAt;

  @Column(name = "expires_at")
  Instant expiresAt;

  @Enumerated(EnumType.STRING)
  KeyStatus state;

  protected SshKey() {}

  /** The stored state lags behind the clock by up to one sweep; the clock decides. */
  KeyStatus stateAt(Instant now) {
    return expiresAt != null && !expiresAt.isAfter(now) ? KeyStatus.EXPIRED : state;
  }
}
