package dev.postern.notification.job;

import java.util.UUID;

/** A sent mail whose secret credential-service still holds, as far as is known here. */
public record UnacknowledgedSecret(
    UUID job, String container, String account, long generation, String secretRef) {

  public static UnacknowledgedSecret of(Attempt sent) {
    return new UnacknowledgedSecret(
        sent.job(), sent.container(), sent.account(), sent.generation(), sent.secretRef());
  }
}
