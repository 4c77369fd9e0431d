package dev.postern.notification.contact;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Where an account's mails go and in which language; without an address they wait. */
@Entity
@Table(name = "contact")
class Contact {

  @Id String account;
  String email;
  String locale;
  Instant updatedAt;

  protected Contact() {}

  Contact(String account) {
    this.account = account;
  }
}
