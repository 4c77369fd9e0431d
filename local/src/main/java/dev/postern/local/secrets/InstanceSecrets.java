package dev.postern.local.secrets;

import dev.postern.backends.files.PrivateFiles;
import dev.postern.local.instance.Service;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What an instance keeps secret, each in a file of mode 0600, generated at the first start. A file
 * that is missing or empty is generated again, so that no damaged folder stops a start.
 */
public final class InstanceSecrets {

  private static final int BYTES = 24;

  private final Path folder;
  private final SecureRandom random = new SecureRandom();

  public InstanceSecrets(Path folder) {
    this.folder = PrivateFiles.folder(folder);
  }

  /** The password of a service's database role. */
  public String databasePassword(Service service) {
    return value("database-" + service.database().orElseThrow());
  }

  /** Under which the log has people's addresses. */
  public String contactDigestKey() {
    return value("contact-digest-key");
  }

  /** A random value of 192 bits, the same at every call and start. */
  private synchronized String value(String name) {
    Path file = folder.resolve(name);
    return PrivateFiles.read(file)
        .map(String::strip)
        .orElseGet(
            () -> {
              byte[] bytes = new byte[BYTES];
              random.nextBytes(bytes);
              String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
              PrivateFiles.write(file, value + "\n");
              return value;
            });
  }

  /** The key sets that passwords are sealed with on their way to the mail. */
  public SealingKeys sealing() {
    return SealingKeys.in(folder);
  }

  /** The key with which credential-service enters containers. */
  public SshKey management() {
    return SshKey.in(folder, "management");
  }

  /** The key with which the SSH gateway enters containers. */
  public SshKey gateway() {
    return SshKey.in(folder, "gateway");
  }

  /** The key with which the notary signs the event log. */
  public NotaryKey notary() {
    return NotaryKey.in(folder);
  }

  /** The key with which the demo account logs in at the gateway. */
  public SshKey demo() {
    return SshKey.in(folder, "demo");
  }
}
