package dev.postern.events.containers;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.postern.events.Addition;
import dev.postern.events.EventData;

/**
 * A container is known; its first credential is on its way.
 *
 * @param layer null where the container is in none
 * @param sshd where its sshd is reached from inside; null where only the adapter reaches it
 * @param ref the platform's own name of it; null where no platform's event announced it
 */
public record ContainerRegistered(
    String container,
    String account,
    String name,
    String environment,
    String layer,
    RuntimeStatus runtime,
    long generation,
    @JsonProperty("notify") boolean notifyOwner,
    PublicIpCounts publicIps,
    String requestedBy,
    Address sshd,
    @Addition String ref)
    implements EventData {

  @Override
  public String topicKey() {
    return container;
  }
}
