package dev.postern.notification.mail;

import dev.postern.events.containers.Address;
import dev.postern.events.ips.PublicIpAttached;
import dev.postern.events.ips.PublicIpDetached;
import dev.postern.events.ips.PublicIpMoved;
import dev.postern.notification.job.About;
import java.util.List;

/**
 * What a mail about a public IP says.
 *
 * @param container has it now, or had it last
 * @param previous the container that it was moved from; null where it was not moved
 * @param port where sshd answers there; 0 where it does not, or not yet
 */
public record PublicIpFacts(
    String account, String container, String previous, String address, int port)
    implements MailFacts {

  public static PublicIpFacts of(PublicIpAttached event) {
    return new PublicIpFacts(
        event.account(), event.container(), null, event.address(), event.port());
  }

  public static PublicIpFacts of(PublicIpDetached event) {
    return new PublicIpFacts(event.account(), event.container(), null, event.address(), 0);
  }

  public static PublicIpFacts of(PublicIpMoved event) {
    return new PublicIpFacts(
        event.account(), event.container(), event.previousContainer(), event.address(), 0);
  }

  /** With the name that the owner knows the previous container by. */
  public PublicIpFacts movedFrom(String name) {
    return new PublicIpFacts(account, container, name, address, port);
  }

  @Override
  public About about() {
    return new About(account, container, address);
  }

  /** The container with this address only; without one where it does not answer. */
  CredentialsFacts reachable(CredentialsFacts container) {
    return container.at(port == 0 ? List.of() : List.of(new Address(address, port)));
  }
}
