package dev.postern.credential.access.ssh;

import dev.postern.backends.containers.LocalContainer;
import dev.postern.credential.access.AccessConfig;
import dev.postern.credential.access.Target;
import dev.postern.credential.testing.CredentialFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The adapter {@code ssh} without a service around it, with the management key of the tests. */
final class DirectAccess implements AutoCloseable {

  private final SshAccess access;

  /** The {@link CredentialFiles} must be there. */
  DirectAccess(Duration commandTimeout) {
    this(commandTimeout, Duration.ofSeconds(10));
  }

  DirectAccess(Duration commandTimeout, Duration authTimeout) {
    Settings settings =
        new Settings(CredentialFiles.managementKeyFile(), commandTimeout, authTimeout);
    access = new SshAccess(settings, new ManagementKey(settings));
    access.start();
  }

  SshAccess ssh() {
    return access;
  }

  static Target of(LocalContainer container) {
    return new Target("ssh", container.host(), container.port(), null, List.of());
  }

  @Override
  public void close() {
    access.stop();
  }

  private record Settings(Path managementKey, Duration commandTimeout, Duration authTimeout)
      implements AccessConfig {

    @Override
    public Path gatewayPublicKeys() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<List<String>> allowedCidrs() {
      return Optional.empty();
    }

    @Override
    public Duration connectTimeout() {
      return Duration.ofSeconds(5);
    }

    @Override
    public Duration resolveTimeout() {
      return Duration.ofSeconds(5);
    }
  }
}
