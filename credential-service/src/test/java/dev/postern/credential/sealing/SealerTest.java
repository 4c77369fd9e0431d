package dev.postern.credential.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import dev.postern.credential.password.Password;
import dev.postern.credential.password.PasswordGenerator;
import dev.postern.credential.testing.CredentialFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealerTest {

  private static final SecretContext CONTEXT = new SecretContext("ref", "c123", 2, "demo");

  @TempDir Path folder;
  private Path file;
  private KeysetHandle keys;
  private Sealer sealer;
  private final Password password = new PasswordGenerator().next();

  @BeforeEach
  void setUp() throws Exception {
    HybridConfig.register();
    file = folder.resolve("public.json");
    keys = newKeys();
    sealer = new Sealer(() -> file);
  }

  @Test
  void opensWithThePrivateKeyAndTheSameContext() throws Exception {
    SealedSecret sealed = sealer.seal(password, CONTEXT);

    assertThat(open(keys, sealed, "postern-secret-v1\nref\nc123\n2\ndemo"))
        .isEqualTo(password.copy());
    assertThat(sealed.keyId()).isEqualTo(Integer.toUnsignedString(keys.getPrimary().getId()));
  }

  @Test
  void doesNotOpenForAnotherContainerGenerationOrAccount() {
    SealedSecret sealed = sealer.seal(password, CONTEXT);

    for (String info :
        new String[] {
          "postern-secret-v1\nref\nc124\n2\ndemo",
          "postern-secret-v1\nref\nc123\n3\ndemo",
          "postern-secret-v1\nref\nc123\n2\nfriend",
          "postern-secret-v1\nother\nc123\n2\ndemo",
          ""
        }) {
      assertThatThrownBy(() -> open(keys, sealed, info))
          .isInstanceOf(GeneralSecurityException.class);
    }
  }

  @Test
  void sealsToTheKeyThatIsInTheFileNow() throws Exception {
    sealer.seal(password, CONTEXT);
    KeysetHandle rotated = newKeys();

    SealedSecret sealed = sealer.seal(password, CONTEXT);

    assertThat(open(rotated, sealed, "postern-secret-v1\nref\nc123\n2\ndemo")).isNotEmpty();
    assertThatThrownBy(() -> open(keys, sealed, "postern-secret-v1\nref\nc123\n2\ndemo"))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void isNeverTheSameCiphertext() {
    assertThat(sealer.seal(password, CONTEXT).ciphertext())
        .isNotEqualTo(sealer.seal(password, CONTEXT).ciphertext());
  }

  private KeysetHandle newKeys() throws GeneralSecurityException, IOException {
    KeysetHandle handle = KeysetHandle.generateNew(KeyTemplates.get(CredentialFiles.TEMPLATE));
    Files.writeString(
        file,
        TinkJsonProtoKeysetFormat.serializeKeyset(
            handle.getPublicKeysetHandle(), InsecureSecretKeyAccess.get()));
    return handle;
  }

  private static byte[] open(KeysetHandle keys, SealedSecret sealed, String info)
      throws GeneralSecurityException {
    return keys.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class)
        .decrypt(sealed.ciphertext(), info.getBytes(StandardCharsets.UTF_8));
  }
}
