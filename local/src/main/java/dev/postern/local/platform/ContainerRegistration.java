package dev.postern.local.platform;

import java.util.List;
import java.util.Map;

/**
 * A container as the platform registers it.
 *
 * @param host where its own sshd listens
 * @param hostKeys SHA-256 fingerprints as OpenSSH prints them
 */
public record ContainerRegistration(
    String account,
    String name,
    String environment,
    String layer,
    String host,
    int port,
    List<String> hostKeys) {

  /** How credential-service reaches it. */
  public Map<String, Object> access() {
    return access(host, port, hostKeys);
  }

  /** The {@code access} object of the contracts for a container that is reached by SSH. */
  public static Map<String, Object> access(String host, int port, List<String> hostKeys) {
    return Map.of("adapter", "ssh", "host", host, "port", port, "hostKeys", hostKeys);
  }
}
