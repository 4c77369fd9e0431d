package dev.postern.local.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig2026;
import dev.postern.local.instance.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceSecretsTest {

  @TempDir Path data;

  @Test
  void everySecretIsForItsOwnerOnly() throws IOException {
    // Given
    Path folder = data.resolve("secrets");
    InstanceSecrets secrets = new InstanceSecrets(folder);

    // When
    secrets.databasePassword(Service.KEY);
    secrets.sealing();
    secrets.management();

    // Then
    assertThat(mode(folder)).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(5).allSatisfy(f -> assertThat(mode(f)).isEqualTo("rw-------"));
    }
  }

  @Test
  void aSecretIsTheSameAtTheNextStart() {
    // Given
    String password = new InstanceSecrets(data).databasePassword(Service.KEY);
    String key = new InstanceSecrets(data).gateway().publicLine();

    // When
    InstanceSecrets later = new InstanceSecrets(data);

    // Then
    assertThat(later.databasePassword(Service.KEY)).isEqualTo(password).hasSize(32);
    assertThat(later.databasePassword(Service.IP)).isNotEqualTo(password);
    assertThat(later.gateway().publicLine()).isEqualTo(key).startsWith("ssh-ed25519 ");
  }

  @Test
  void whatOneHalfSealsTheOtherOpens() throws Exception {
    // Given
    SealingKeys keys = new InstanceSecrets(data).sealing();
    byte[] context = "context".getBytes(UTF_8);

    // When
    byte[] sealed =
        TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(
                Files.readString(keys.publicSet()), HybridConfig2026.get())
            .getPrimitive(HybridConfig2026.get(), HybridEncrypt.class)
            .encrypt("password".getBytes(UTF_8), context);

    // Then
    byte[] opened =
        TinkJsonProtoKeysetFormat.parseKeyset(
                Files.readString(keys.privateSet()),
                HybridConfig2026.get(),
                InsecureSecretKeyAccess.get())
            .getPrimitive(HybridConfig2026.get(), HybridDecrypt.class)
            .decrypt(sealed, context);
    assertThat(new String(opened, UTF_8)).isEqualTo("password");
  }

  @Test
  void damagedFilesDoNotStopAStart() throws IOException {
    // Given
    SealingKeys keys = new InstanceSecrets(data).sealing();
    Files.writeString(keys.privateSet(), "{\"primaryKeyId\":");
    Files.writeString(data.resolve("database-keys"), "");

    // When
    InstanceSecrets secrets = new InstanceSecrets(data);

    // Then
    assertThat(secrets.databasePassword(Service.KEY)).isNotBlank();
    assertThat(secrets.sealing().privateSet()).content().contains("primaryKeyId").contains("key");
    assertThat(data.resolve("sealing-private.json.broken")).exists();
  }

  private static String mode(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
