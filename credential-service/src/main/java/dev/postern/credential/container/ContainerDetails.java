package dev.postern.credential.container;

import dev.postern.credential.access.Target;
import dev.postern.events.containers.Address;
import dev.postern.events.containers.RuntimeStatus;
import java.time.Instant;

/**
 * A container as it is now.
 *
 * @param target where its sshd is reached from inside
 * @param generation its latest password
 */
public record ContainerDetails(
    String id,
    String name,
    Placement placement,
    RuntimeStatus runtime,
    RegistrationOptions options,
    Target target,
    AccessSetup setup,
    long generation,
    SshHealth sshHealth,
    Instant createdAt) {

  public String account() {
    return placement.account();
  }

  public Address sshd() {
    return new Address(target.host(), target.port());
  }

  public boolean runs() {
    return runtime == RuntimeStatus.RUNNING;
  }
}
