package dev.postern.credential.access.ssh;

import dev.postern.credential.access.AccessConfig;
import dev.postern.credential.access.UnreadableKeysException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * The private keys that open every container as root: the current one, and behind it in the same
 * file those that it replaces, until no container has them any more. The file is read again
 * whenever its contents changed; call it on a worker thread.
 */
@ApplicationScoped
public class ManagementKey {

  private final Path file;
  private volatile Loaded loaded = new Loaded(new byte[0], List.of());

  public ManagementKey(AccessConfig config) {
    this.file = config.managementKey();
  }

  /**
   * The current one first.
   *
   * @throws UnreadableKeysException where the file cannot be read or holds no private key
   */
  public List<KeyPair> pairs() {
    byte[] bytes = read();
    Loaded current = loaded;
    if (!Arrays.equals(bytes, current.bytes())) {
      current = new Loaded(bytes, parse(bytes));
      loaded = current;
    }
    return current.pairs();
  }

  /** The current public key as in {@code authorized_keys}. */
  public String publicLine() {
    return PublicKeyEntry.toString(pairs().get(0).getPublic()) + " postern-management";
  }

  private byte[] read() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UnreadableKeysException("the management key cannot be read", e);
    }
  }

  private static List<KeyPair> parse(byte[] bytes) {
    List<KeyPair> pairs = new ArrayList<>();
    try {
      Iterable<KeyPair> found =
          SecurityUtils.loadKeyPairIdentities(
              null,
              NamedResource.ofName("management key"),
              new ByteArrayInputStream(bytes),
              FilePasswordProvider.EMPTY);
      if (found != null) {
        found.forEach(pairs::add);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new UnreadableKeysException("the management key cannot be read", e);
    }
    if (pairs.isEmpty()) {
      throw new UnreadableKeysException("the file of the management key holds no private key");
    }
    return List.copyOf(pairs);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Loaded(byte[] bytes, List<KeyPair> pairs) {}
}
