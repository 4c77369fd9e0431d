package dev.postern.outbox;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

/** What the handler of the tests does with an event. */
@Entity
class Note {
  @Id UUID id;
  String container;

  protected Note() {}

  Note(UUID id, String container) {
    this.id = id;
    this.container = container;
  }
}
