package dev.postern.key.keys;

import dev.postern.key.validation.BadkeysBlocklist;
import dev.postern.key.validation.BundledBlocklist;
import dev.postern.key.validation.CompromisedKeys;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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

  private final CompromisedKeys bundled = new BundledBlocklist();
  private final Optional<Path> file;
  private volatile CompromisedKeys mounted;
  private volatile FileTime modified;

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

  private synchronized void refresh() throws IOException {
    if (file.isPresent()) {
      FileTime now = Files.getLastModifiedTime(file.get());
      if (!now.equals(modified)) {
        mounted = new BadkeysBlocklist(file.get());
        modified = now;
      }
    }
  }
}
