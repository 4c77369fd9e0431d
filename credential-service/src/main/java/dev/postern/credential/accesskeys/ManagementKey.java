package dev.postern.credential.accesskeys;

import dev.postern.credential.access.AccessSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.util.security.SecurityUtils;

/** The private key that opens every container as root. Read once, when it is first needed. */
@ApplicationScoped
public class ManagementKey {

  private final Path file;
  private volatile KeyPair pair;

  ManagementKey(AccessSettings settings) {
    this.file = settings.managementKey();
  }

  /**
   * Reads a file the first time: call it on a worker thread.
   *
   * @throws IllegalStateException where the file holds no private key
   */
  public KeyPair pair() {
    KeyPair current = pair;
    if (current == null) {
      current = load();
      pair = current;
    }
    return current;
  }

  /** The public key as in {@code authorized_keys}. */
  String publicLine() {
    return PublicKeyEntry.toString(pair().getPublic()) + " postern-management";
  }

  private KeyPair load() {
    try (InputStream in = Files.newInputStream(file)) {
      Iterable<KeyPair> pairs =
          SecurityUtils.loadKeyPairIdentities(
              null, NamedResource.ofName("management key"), in, FilePasswordProvider.EMPTY);
      if (pairs == null || !pairs.iterator().hasNext()) {
        throw new IllegalStateException("the file of the management key holds no private key");
      }
      return pairs.iterator().next();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("the management key cannot be read", e);
    }
  }
}
