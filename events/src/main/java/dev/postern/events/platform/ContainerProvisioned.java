package dev.postern.events.platform;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.postern.events.containers.PublicIpCounts;

/**
 * The platform made a container; Postern registers it and sets its first password.
 *
 * @param layer null or missing where the container is in none
 * @param notifyOwner true where the platform does not say
 * @param publicIps none where the platform does not say
 */
public record ContainerProvisioned(
    String ref,
    String account,
    String name,
    String environment,
    String layer,
    @JsonProperty("notify") Boolean notifyOwner,
    PublicIpCounts publicIps,
    ContainerReach access)
    implements PlatformEvent {

  public ContainerProvisioned {
    notifyOwner = notifyOwner == null || notifyOwner;
    publicIps = publicIps == null ? PublicIpCounts.NONE : publicIps;
  }
}
