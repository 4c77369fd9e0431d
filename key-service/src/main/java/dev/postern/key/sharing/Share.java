package dev.postern.key.sharing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code share}. Rows are inserted by {@link ShareRepository}, and never change. */
@Entity
@Table(name = "share")
class Share {

  @Id String id;

  /** The order of sharing, which is the order of lists. */
  @Column(updatable = false)
  long position;

  @Column(updatable = false)
  String owner;

  @Column(updatable = false)
  String environment;

  /** The account whose keys open it. */
  @Column(updatable = false)
  String receiver;

  @Column(name = "shared_at", updatable = false)
  Instant sharedAt;

  protected Share() {}

  boolean concerns(String account) {
    return owner.equals(account) || receiver.equals(account);
  }
}
