package dev.postern.credential.accesskeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.credential.access.AccessConfig;
import dev.postern.credential.access.ssh.ManagementKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Map;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessKeysReadinessTest {

  @TempDir Path folder;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private AccessKeysReadiness readiness;

  @BeforeEach
  void noManagementKeyYet() throws IOException {
    Files.writeString(folder.resolve("gateway"), "");
    AccessConfig config = config();
    readiness = new AccessKeysReadiness(new AccessKeys(new ManagementKey(config), config), meters);
    readiness.begin(null);
  }

  @Test
  void aReplicaThatCouldNeverReadTheKeyIsNotReady() throws Exception {
    assertState(Status.DOWN, false);

    Files.writeString(key(), "no key");
    assertState(Status.DOWN, false);

    writeKey();
    assertState(Status.UP, true);
  }

  @Test
  void aKeyThatIsGoneLaterIsToldAndTakesNoRestAway() throws Exception {
    writeKey();
    assertState(Status.UP, true);

    Files.delete(key());

    assertState(Status.UP, false);
  }

  private void assertState(Status status, boolean readable) {
    HealthCheckResponse response = readiness.call();
    assertThat(response.getStatus()).isEqualTo(status);
    assertThat(response.getData().orElseThrow()).containsEntry("readable", readable);
    assertThat(meters.get("postern.access.keys.readable").gauge().value())
        .isEqualTo(readable ? 1 : 0);
  }

  private Path key() {
    return folder.resolve("key");
  }

  private void writeKey() throws IOException, GeneralSecurityException {
    KeyPair pair = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
    try (OutputStream out = Files.newOutputStream(key())) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", null, out);
    }
  }

  private AccessConfig config() {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(AccessConfig.class)
        .withDefaultValues(
            Map.of(
                "postern.access.management-key", key().toString(),
                "postern.access.gateway-public-keys", folder.resolve("gateway").toString(),
                "postern.access.allowed-cidrs", "127.0.0.0/8"))
        .build()
        .getConfigMapping(AccessConfig.class);
  }
}
