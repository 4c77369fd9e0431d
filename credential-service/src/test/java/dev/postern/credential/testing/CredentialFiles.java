package dev.postern.credential.testing;

import static java.util.Map.entry;

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
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
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
  private static volatile KeyPair managementPair;
  private static volatile Path folder;

  /** What notification-service would open secrets with. */
  public static KeysetHandle privateKeys() {
    return privateKeys;
  }

  /** The public management key, as in {@code authorized_keys}. */
  public static String managementKey() {
    return PublicKeyEntry.toString(managementPair.getPublic());
  }

  /** The file with the private key, as OpenSSH reads it. */
  public static Path managementKeyFile() {
    return folder.resolve("management");
  }

  public static KeyPair managementPair() {
    return managementPair;
  }

  /** A new management key, with the one before behind it in the file. */
  public static void rotateManagementKey() throws GeneralSecurityException, IOException {
    KeyPair before = managementPair;
    managementPair = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
    writeManagementKeys(managementPair, before);
  }

  /** Until the key is put back, nobody can read it. */
  public static void takeManagementKeyAway() throws IOException {
    Files.move(managementKeyFile(), folder.resolve("management.away"));
  }

  public static void putManagementKeyBack() throws IOException {
    Files.move(folder.resolve("management.away"), managementKeyFile());
  }

  /** The rotation is over. */
  public static void forgetOldManagementKey() throws GeneralSecurityException, IOException {
    writeManagementKeys(managementPair);
  }

  private static void writeManagementKeys(KeyPair... pairs)
      throws GeneralSecurityException, IOException {
    Path file = folder.resolve("management.new");
    try (OutputStream out = Files.newOutputStream(file)) {
      for (KeyPair pair : pairs) {
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "management", null, out);
      }
    }
    // OpenSSH's clients take no private key that others may read.
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.move(file, folder.resolve("management"), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("credential-files");
      return Map.ofEntries(
          entry("postern.sealing.public-keyset", sealing().toString()),
          entry("postern.access.management-key", management().toString()),
          entry(
              "postern.access.gateway-public-keys",
              Files.writeString(folder.resolve("gateway"), GATEWAY_KEY + "\n").toString()),
          entry("postern.access.allowed-cidrs", "127.0.0.0/8"),
          // A relay that lost its lock notices when it looks.
          entry("postern.outbox.poll-interval", "500ms"),
          entry("mp.messaging.connector.smallrye-kafka.auto.commit.interval.ms", "200"),
          entry("postern.applying.back-off", "200ms"),
          entry("postern.applying.max-back-off", "400ms"),
          entry("postern.applying.poll", "1s"),
          entry("postern.applying.address-wait", "2s"),
          entry("postern.visits.keys-poll", "1s"),
          entry("postern.visits.unreachable-after", "1s"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path sealing() throws GeneralSecurityException, IOException {
    HybridConfig.register();
    privateKeys = KeysetHandle.generateNew(KeyTemplates.get(TEMPLATE));
    String json =
        TinkJsonProtoKeysetFormat.serializeKeyset(
            privateKeys.getPublicKeysetHandle(), InsecureSecretKeyAccess.get());
    return Files.writeString(folder.resolve("public.json"), json);
  }

  private static Path management() throws GeneralSecurityException, IOException {
    managementPair = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
    writeManagementKeys(managementPair);
    return folder.resolve("management");
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
