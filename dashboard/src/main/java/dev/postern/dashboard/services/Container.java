package dev.postern.dashboard.services;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/** A container as credential-service tells it; {@code layer} may be null. */
public record Container(
    String id,
    String account,
    String name,
    String environment,
    String layer,
    String runtime,
    @JsonProperty("notify") boolean notifyOwner,
    Credential credential,
    List<Address> addresses,
    List<String> hostKeys,
    boolean hostKeysVerified,
    SshHealth ssh,
    Instant createdAt) {

  public Container {
    addresses = addresses == null ? List.of() : List.copyOf(addresses);
    hostKeys = hostKeys == null ? List.of() : List.copyOf(hostKeys);
    ssh = ssh == null ? SshHealth.UNKNOWN : ssh;
  }

  /** A public address at which its sshd answers. */
  public record Address(String address, int port) {}

  /** Its latest password; {@code reason} and the times that were not reached are null. */
  public record Credential(
      String state,
      long generation,
      String reason,
      Instant requestedAt,
      Instant appliedAt,
      Instant notifiedAt,
      Instant finishedAt,
      Instant driftedAt) {}

  /**
   * Whether its sshd answered when it was seen last.
   *
   * @param reason the check that failed first; null unless it did not answer
   */
  public record SshHealth(String health, Instant since, String reason) {

    static final SshHealth UNKNOWN = new SshHealth("UNKNOWN", null, null);
  }

  public boolean isStopped() {
    return "STOPPED".equals(runtime);
  }
}
