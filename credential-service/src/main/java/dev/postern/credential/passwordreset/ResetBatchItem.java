package dev.postern.credential.passwordreset;

import dev.postern.credential.credential.CredentialView;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** The row of one container in a batch. */
@Entity
@Table(name = "reset_set_item")
class ResetBatchItem {

  @Id private UUID id;
  private String resetSet;
  private int position;
  private String container;
  private Long generation;
  private String error;

  ResetBatchItem() {}

  ResetBatchItem(String batch, int position, String container, ResetResult result) {
    this.id = UUID.randomUUID();
    this.resetSet = batch;
    this.position = position;
    this.container = container;
    this.generation = result.credential() == null ? null : result.credential().generation();
    this.error = result.refusal() == null ? null : result.refusal().name();
  }

  String container() {
    return container;
  }

  /**
   * @param credential null where none was requested
   */
  ResetBatchView.Item view(CredentialView credential) {
    return credential == null
        ? new ResetBatchView.Item(container, generation, null, error)
        : new ResetBatchView.Item(container, generation, credential.state(), credential.reason());
  }
}
