package dev.postern.notification.mail;

import dev.postern.events.containers.Address;
import dev.postern.events.containers.ContainerCreated;
import dev.postern.events.containers.PasswordReset;
import dev.postern.notification.job.About;
import java.util.List;

/** What a mail with a password says, but for the password. */
public record CredentialsFacts(
    String container,
    String account,
    String name,
    String environment,
    String login,
    List<Address> addresses,
    List<String> hostKeys)
    implements MailFacts {

  public CredentialsFacts {
    addresses = addresses == null ? List.of() : List.copyOf(addresses);
    hostKeys = hostKeys == null ? List.of() : List.copyOf(hostKeys);
  }

  public static CredentialsFacts of(ContainerCreated event) {
    return new CredentialsFacts(
        event.container(),
        event.account(),
        event.name(),
        event.environment(),
        event.login(),
        event.addresses(),
        event.hostKeys());
  }

  public static CredentialsFacts of(PasswordReset event) {
    return new CredentialsFacts(
        event.container(),
        event.account(),
        event.name(),
        event.environment(),
        event.login(),
        event.addresses(),
        event.hostKeys());
  }

  @Override
  public About about() {
    return About.container(account, container);
  }

  /** The same container at other public addresses. */
  CredentialsFacts at(List<Address> others) {
    return new CredentialsFacts(container, account, name, environment, login, others, hostKeys);
  }
}
