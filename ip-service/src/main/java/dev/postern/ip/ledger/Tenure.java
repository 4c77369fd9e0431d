package dev.postern.ip.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A time in which one container held one address. Written by {@link Ledger}'s statements only. */
@Entity
@Immutable
class Tenure {

  @Id Long id;

  String address;
  String container;
  String account;
  Instant heldFrom;

  /** Null while it is held. */
  Instant heldUntil;

  Tenure() {}
}
