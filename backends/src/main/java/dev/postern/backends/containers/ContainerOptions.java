package dev.postern.backends.containers;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a new container is made with.
 *
 * @param authorizedKeys lines of {@code authorized_keys} for root's management and gateway keys,
 *     stored apart from root's own file
 * @param sshdConfig lines put before the container's {@code sshd_config}, where the first wins; for
 *     example {@code PasswordAuthentication no}
 */
public record ContainerOptions(List<String> authorizedKeys, List<String> sshdConfig) {

  public ContainerOptions {
    authorizedKeys = List.copyOf(authorizedKeys);
    sshdConfig = List.copyOf(sshdConfig);
  }

  /** A container that these public keys open. */
  public static ContainerOptions withKeys(List<String> authorizedKeys) {
    return new ContainerOptions(authorizedKeys, List.of());
  }

  /** The same, opened by one more public key. */
  public ContainerOptions withKey(String line) {
    return new ContainerOptions(
        Stream.concat(authorizedKeys.stream(), Stream.of(line)).toList(), sshdConfig);
  }

  /** The same, with one more line of {@code sshd_config}. */
  public ContainerOptions withSshdConfig(String line) {
    return new ContainerOptions(
        authorizedKeys, Stream.concat(sshdConfig.stream(), Stream.of(line)).toList());
  }
}
