package dev.postern.dashboard.containers;

import dev.postern.dashboard.page.Words;
import dev.postern.dashboard.passwords.PasswordState;
import dev.postern.dashboard.services.Container;
import dev.postern.dashboard.services.Container.Address;
import dev.postern.dashboard.services.Mail;
import java.util.List;

/** A container as a row shows it. */
public record ContainerRow(
    String id,
    String account,
    String name,
    String environment,
    String layer,
    boolean running,
    SshState ssh,
    List<Address> addresses,
    PasswordState password) {

  /**
   * @param mail the newest one with a password; null where it is not known
   */
  static ContainerRow of(Container c, Mail mail, Words words) {
    return new ContainerRow(
        c.id(),
        c.account(),
        c.name(),
        c.environment(),
        c.layer() == null ? "" : c.layer(),
        !c.isStopped(),
        SshState.of(c, words),
        c.addresses(),
        PasswordState.of(c, mail, words));
  }

  /** The address at which people log in; null where there is none. */
  public Address firstAddress() {
    return addresses.isEmpty() ? null : addresses.get(0);
  }

  public int furtherAddresses() {
    return Math.max(0, addresses.size() - 1);
  }
}
