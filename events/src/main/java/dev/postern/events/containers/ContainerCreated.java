package dev.postern.events.containers;

import dev.postern.events.EventData;
import java.time.Instant;
import java.util.List;

/**
 * The container's first password was applied and proven.
 *
 * @param login the user whose password it is: {@code root}
 * @param generation counts the container's passwords from 1
 * @param secretRef what notification-service leases the sealed password by; null where no mail was
 *     asked for
 * @param secretExpiresAt when the sealed password is gone for good; null where there is none
 * @param addresses public addresses at which the login works; may be empty
 * @param hostKeys fingerprints, {@code SHA256:} and unpadded base64 as OpenSSH prints them
 */
public record ContainerCreated(
    String container,
    String account,
    String name,
    String environment,
    String layer,
    String login,
    long generation,
    String secretRef,
    Instant secretExpiresAt,
    Proof proof,
    String requestedBy,
    List<Address> addresses,
    List<String> hostKeys)
    implements EventData {

  @Override
  public String topicKey() {
    return container;
  }
}
