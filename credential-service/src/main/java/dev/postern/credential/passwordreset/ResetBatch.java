package dev.postern.credential.passwordreset;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The row of a batch of resets. */
@Entity
@Table(name = "reset_set")
class ResetBatch {

  @Id private String id;
  private String account;
  private String requestedBy;
  private Instant requestedAt;

  ResetBatch() {}

  ResetBatch(String id, String account, String requestedBy, Instant requestedAt) {
    this.id = id;
    this.account = account;
    this.requestedBy = requestedBy;
    this.requestedAt = requestedAt;
  }

  String id() {
    return id;
  }

  String account() {
    return account;
  }
}
