package dev.postern.idempotency;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

/** What the requests of the tests leave behind. */
@Entity
class Note {

  @Id UUID id;
  String account;
  String text;

  protected Note() {}

  Note(UUID id, String account, String text) {
    this.id = id;
    this.account = account;
    this.text = text;
  }
}
