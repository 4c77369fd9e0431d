package dev.postern.key.keys;

import dev.postern.key.validation.BadkeysBlocklist;
import dev.postern.key.validation.BundledBlocklist;
import dev.postern.key.validation.CompromisedKeys;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The bundled list of compromised keys and, where one is mounted, the operator's. A broken file
 * stops the start; later, the last good list stays in use.
 */
@Startup
@ApplicationScoped
class Blocklist implements CompromisedKeys {

  private static final Logger LOG = Logger.getLogger(Blocklist.class);

  private static final int BUFFER = 65_536;

  private final CompromisedKeys bundled = new BundledBlocklist();
  private final Optional<Path> file;
  private volatile CompromisedKeys mounted;
  private volatile FileTime modified;
  private volatile String digest;

  Blocklist(KeyConfig config) {
    this.file = config.blocklist();
    this.mounted = key -> false;
    try {
      refresh();
    } catch (IOException e) {
      throw new UncheckedIOException("the blocklist of postern.keys.blocklist", e);
    }
  }

  @Override
  public boolean has(Candidate key) {
    return bundled.has(key) || mounted.has(key);
  }

  /**
   * Reads the file again if it changed. Operators replace it as a whole, by renaming.
   *
   * @return this
   */
  CompromisedKeys refreshed() {
    try {
      refresh();
    } catch (IOException e) {
      LOG.errorf("Keeping the previous blocklist, the new one cannot be read reason=%s", e);
    }
    return this;
  }

  /** SHA-256 of the operator's file, in hexadecimal; null where there is none. */
  String digest() {
    return digest;
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        sha256.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private synchronized void refresh() throws IOException {
    if (file.isPresent()) {
      FileTime now = Files.getLastModifiedTime(file.get());
      if (!now.equals(modified)) {
        mounted = new BadkeysBlocklist(file.get());
        digest = sha256(file.get());
        modified = now;
      }
    }
  }
}
