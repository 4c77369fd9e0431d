package dev.postern.credential.container;

import dev.postern.credential.access.Target;
import dev.postern.events.containers.Address;
import dev.postern.events.containers.PublicIpCounts;
import dev.postern.events.containers.RuntimeStatus;
import java.time.Instant;
import java.util.List;

/**
 * A container as it is now.
 *
 * @param layer null where the container is in none
 * @param host the address at which its sshd is reached from inside
 * @param ref the adapter's own name of it; may be null
 * @param hostKeys pinned fingerprints; empty before the first was seen
 * @param hostKeysVerified false where the pinned key is the first one that was seen
 * @param accessKeysDigest which access keys were written into it; null before the first time
 * @param generation its latest password
 * @param keepsHash whether its files do not survive a restart, so that the hash is kept
 */
public record ContainerDetails(
    String id,
    String account,
    String name,
    String environment,
    String layer,
    RuntimeStatus runtime,
    boolean notifyOwner,
    PublicIpCounts publicIps,
    String requestedBy,
    String adapter,
    String host,
    int port,
    String ref,
    List<String> hostKeys,
    boolean hostKeysVerified,
    String accessKeysDigest,
    long generation,
    boolean keepsHash,
    SshHealth sshHealth,
    Instant createdAt) {

  public Target target() {
    return new Target(adapter, host, port, ref, hostKeys);
  }

  public Address sshd() {
    return new Address(host, port);
  }

  public boolean runs() {
    return runtime == RuntimeStatus.RUNNING;
  }
}
