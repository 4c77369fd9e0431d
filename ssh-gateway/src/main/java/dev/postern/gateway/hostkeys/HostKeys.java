package dev.postern.gateway.hostkeys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Set;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jboss.logging.Logger;

/** Loads the host keys of a folder, ed25519, ECDSA and RSA; makes those that are missing. */
public final class HostKeys {

  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> PRIVATE_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private enum Kind {
    ED25519("ssh_host_ed25519_key", KeyPairProvider.SSH_ED25519, 256),
    ECDSA("ssh_host_ecdsa_key", KeyPairProvider.ECDSA_SHA2_NISTP256, 256),
    RSA("ssh_host_rsa_key", KeyPairProvider.SSH_RSA, 3072);

    final String file;
    final String type;
    final int bits;

    Kind(String file, String type, int bits) {
      this.file = file;
      this.type = type;
      this.bits = bits;
    }
  }

  private static final Logger LOG = Logger.getLogger(HostKeys.class);

  private HostKeys() {}

  /**
   * @param folder private keys in OpenSSH's format, mode 0600
   * @throws UncheckedIOException where a key cannot be read or written
   */
  public static List<KeyPair> in(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PRIVATE_FOLDER));
      }
      return List.of(
          loadOrMake(folder, Kind.ED25519),
          loadOrMake(folder, Kind.ECDSA),
          loadOrMake(folder, Kind.RSA));
    } catch (IOException e) {
      throw new UncheckedIOException("The host keys of the gateway", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The host keys of the gateway", e);
    }
  }

  /**
   * The key of a file in OpenSSH's format.
   *
   * @throws IOException where there is none, or it has a passphrase
   */
  public static KeyPair load(Path file) throws IOException, GeneralSecurityException {
    try (var in = Files.newInputStream(file)) {
      for (KeyPair pair :
          SecurityUtils.loadKeyPairIdentities(null, null, in, FilePasswordProvider.EMPTY)) {
        return pair;
      }
    }
    throw new IOException("no private key in " + file.getFileName());
  }

  private static KeyPair loadOrMake(Path folder, Kind kind)
      throws IOException, GeneralSecurityException {
    Path file = folder.resolve(kind.file);
    if (!Files.exists(file)) {
      make(file, kind);
    }
    KeyPair pair = load(file);
    publish(file, pair);
    return pair;
  }

  /** The public half beside it, as ssh-keygen leaves it; not where others keep the folder. */
  private static void publish(Path file, KeyPair pair) {
    Path beside = file.resolveSibling(file.getFileName() + ".pub");
    if (Files.exists(beside) || !Files.isWritable(file.getParent())) {
      return;
    }
    try {
      Files.writeString(beside, PublicKeyEntry.toString(pair.getPublic()) + " postern-gateway\n");
    } catch (IOException e) {
      LOG.warnf("The public half of a host key cannot be written file=%s cause=%s", beside, e);
    }
  }

  /** Writes aside and links, so that of two replicas that start at once one wins, whole. */
  private static void make(Path file, Kind kind) throws IOException, GeneralSecurityException {
    Path aside =
        Files.createTempFile(
            file.getParent(), ".new", "", PosixFilePermissions.asFileAttribute(PRIVATE));
    try {
      var bytes = new ByteArrayOutputStream();
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(
          KeyUtils.generateKeyPair(kind.type, kind.bits), "postern-gateway", null, bytes);
      Files.write(aside, bytes.toByteArray(), StandardOpenOption.SYNC);
      Files.createLink(file, aside);
    } catch (FileAlreadyExistsException e) {
      // Another replica was first; its key is the one.
    } finally {
      Files.deleteIfExists(aside);
    }
  }
}
