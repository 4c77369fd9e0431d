package dev.postern.notification.mail;

import dev.postern.events.ips.PublicIpAttached;
import dev.postern.events.ips.PublicIpDetached;
import dev.postern.events.ips.PublicIpMoved;

/**
 * What a mail about an address says: stored with its job.
 *
 * @param container has it now, or had it last
 * @param previous the container that it was moved from; null where it was not moved
 * @param port where sshd answers there; 0 where it does not, or not yet
 */
public record PublicIpFacts(
    String account, String container, String previous, String address, int port) {

  public static PublicIpFacts of(PublicIpAttached event) {
    return new PublicIpFacts(
        event.account(), event.container(), null, event.address(), event.port());
  }

  public static PublicIpFacts of(PublicIpDetached event) {
    return new PublicIpFacts(event.account(), event.container(), null, event.address(), 0);
  }

  /**
   * @param previous the name of the container that had it, or its id
   */
  public static PublicIpFacts of(PublicIpMoved event, String previous) {
    return new PublicIpFacts(event.account(), event.container(), previous, event.address(), 0);
  }
}
