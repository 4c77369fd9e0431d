package dev.postern.backends.testing;

import dev.postern.events.containers.Address;
import dev.postern.events.containers.ContainerRegistered;
import dev.postern.events.containers.PublicIpCounts;
import dev.postern.events.containers.RuntimeStatus;
import dev.postern.events.ips.Family;
import dev.postern.events.ips.PublicIpAttachRequested;
import dev.postern.events.ips.PublicIpDetached;
import dev.postern.events.ips.PublicIpMoved;
import java.time.Instant;

/** Events without the fields that joined their types later, as earlier versions publish them. */
public final class SampleEvents {

  private SampleEvents() {}

  public static ContainerRegistered registered(
      String container,
      String account,
      String name,
      String environment,
      String layer,
      RuntimeStatus runtime,
      long generation,
      boolean notifyOwner,
      PublicIpCounts publicIps,
      String requestedBy,
      Address sshd) {
    return new ContainerRegistered(
        container,
        account,
        name,
        environment,
        layer,
        runtime,
        generation,
        notifyOwner,
        publicIps,
        requestedBy,
        sshd,
        null);
  }

  public static PublicIpAttachRequested attachRequested(
      String address, Family family, String container, String account, boolean primary) {
    return new PublicIpAttachRequested(address, family, container, account, primary, null);
  }

  public static PublicIpMoved moved(
      String address,
      Family family,
      String container,
      String previousContainer,
      String account,
      boolean primary) {
    return new PublicIpMoved(address, family, container, previousContainer, account, primary, null);
  }

  public static PublicIpDetached detached(
      String address, Family family, String container, String account, Instant quarantinedUntil) {
    return new PublicIpDetached(address, family, container, account, quarantinedUntil, null);
  }
}
