package dev.postern.notification.mail;

import dev.postern.events.ips.PublicIpAttached;
import dev.postern.events.ips.PublicIpDetached;

/**
 * What a mail about an address says: stored with its job.
 *
 * @param port where sshd answers there; 0 where it answers no more
 */
public record PublicIpFacts(String account, String container, String address, int port) {

  public static PublicIpFacts of(PublicIpAttached event) {
    return new PublicIpFacts(event.account(), event.container(), event.address(), event.port());
  }

  public static PublicIpFacts of(PublicIpDetached event) {
    return new PublicIpFacts(event.account(), event.container(), event.address(), 0);
  }
}
