package dev.postern.dashboard.containers;

import dev.postern.dashboard.page.Words;
import dev.postern.dashboard.services.Container;
import dev.postern.dashboard.services.Container.Address;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A container as a row shows it. */
public record ContainerRow(
    String id,
    String account,
    String name,
    String environment,
    String layer,
    boolean running,
    List<Address> addresses,
    PasswordState password) {

  static ContainerRow of(Container c, Words words) {
    return new ContainerRow(
        c.id(),
        c.account(),
        c.name(),
        c.environment(),
        c.layer() == null ? "" : c.layer(),
        !c.isStopped(),
        c.addresses(),
        PasswordState.of(c, words));
  }

  /** The address at which people log in; null where there is none. */
  public Address firstAddress() {
    return addresses.isEmpty() ? null : addresses.get(0);
  }

  public int furtherAddresses() {
    return Math.max(0, addresses.size() - 1);
  }

  /** Whether the text is in one of the things that a row shows. */
  boolean has(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return Stream.concat(
            Stream.of(id, account, name, environment, layer),
            addresses.stream().map(Address::address))
        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(wanted));
  }
}
