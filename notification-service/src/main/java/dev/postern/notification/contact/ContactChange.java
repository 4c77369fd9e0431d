package dev.postern.notification.contact;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A new address that its owner has not confirmed yet. */
@Entity
@Table(name = "contact_change")
class ContactChange {

  @Id UUID id;
  String account;
  String email;
  String locale;
  Instant expiresAt;

  protected ContactChange() {}

  ContactChange(UUID id, String account, ContactRequest.Checked wanted, Instant expiresAt) {
    this.id = id;
    this.account = account;
    this.email = wanted.email().text();
    this.locale = wanted.locale().tag();
    this.expiresAt = expiresAt;
  }
}
