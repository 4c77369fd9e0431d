package dev.postern.credential.testing;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Map;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;

/** The files that the service gets from its surroundings: the key sets and the access keys. */
public class CredentialFiles implements QuarkusTestResourceLifecycleManager {

  public static final String TEMPLATE = "DHKEM_X25519_HKDF_SHA256_HKDF_SHA256_AES_256_GCM";
  public static final String GATEWAY_KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ1iFOYp6nJ0XW5pS0yUqPZ1mPX9n0wJqvYx0ZK5e5qG gateway";

  private static volatile KeysetHandle privateKeys;
  private static volatile String managementKey;

  private Path folder;

  /** What notification-service would open secrets with. */
  public static KeysetHandle privateKeys() {
    return privateKeys;
  }

  /** The public management key, as in {@code authorized_keys}. */
  public static String managementKey() {
    return managementKey;
  }

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("credential-files");
      return Map.of(
          "postern.sealing.public-keyset", sealing().toString(),
          "postern.access.management-key", management().toString(),
          "postern.access.gateway-public-keys",
              Files.writeString(folder.resolve("gateway"), GATEWAY_KEY + "\n").toString(),
          "postern.access.allowed-cidrs", "127.0.0.0/8",
          "postern.access.connect-timeout", "2s",
          "postern.applying.back-off", "200ms",
          "postern.applying.max-back-off", "400ms",
          "postern.applying.poll", "1s",
          "postern.applying.address-wait", "2s");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path sealing() throws GeneralSecurityException, IOException {
    HybridConfig.register();
    privateKeys = KeysetHandle.generateNew(KeyTemplates.get(TEMPLATE));
    String json =
        TinkJsonProtoKeysetFormat.serializeKeyset(
            privateKeys.getPublicKeysetHandle(), InsecureSecretKeyAccess.get());
    return Files.writeString(folder.resolve("public.json"), json);
  }

  private Path management() throws GeneralSecurityException, IOException {
    KeyPair pair = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
    managementKey = PublicKeyEntry.toString(pair.getPublic());
    Path file = folder.resolve("management");
    try (OutputStream out = Files.newOutputStream(file)) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "management", null, out);
    }
    return file;
  }

  @Override
  public void stop() {
    if (folder != null) {
      try (var files = Files.list(folder)) {
        files.forEach(file -> file.toFile().delete());
        Files.delete(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
