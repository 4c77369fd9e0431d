package dev.postern.notification.secret;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jboss.logging.Logger;

/**
 * The private key set, read again whenever its file changes, so that a rotation needs no restart. A
 * file that cannot be read leaves the keys that were read before.
 */
@Startup
@ApplicationScoped
class PrivateKeys {

  private static final Logger LOG = Logger.getLogger(PrivateKeys.class);

  private final Path file;
  private volatile String loaded = "";
  private volatile HybridDecrypt keys;

  PrivateKeys(SealingConfig config) {
    file = config.privateKeyset();
  }

  @PostConstruct
  void load() throws GeneralSecurityException {
    HybridConfig.register();
    reload();
  }

  @Scheduled(every = "{postern.sealing.reload:10s}", delayed = "1s")
  void reload() {
    try {
      String json = Files.readString(file);
      if (!json.equals(loaded)) {
        keys = parse(json);
        loaded = json;
        LOG.info("Read the private sealing keys");
      }
    } catch (IOException | GeneralSecurityException e) {
      LOG.errorf(
          "Cannot read the private sealing keys; keeping the earlier ones cause=%s", causeOf(e));
    }
  }

  boolean arePresent() {
    return keys != null;
  }

  /**
   * @throws GeneralSecurityException where no key opens it in this context
   */
  byte[] open(byte[] sealed, byte[] info) throws GeneralSecurityException {
    if (keys == null) {
      throw new GeneralSecurityException("no private sealing keys");
    }
    return keys.decrypt(sealed, info);
  }

  private static HybridDecrypt parse(String json) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get())
        .getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class);
  }

  /** The class alone: a parser's message may quote the file. */
  private static String causeOf(Exception e) {
    return e.getClass().getSimpleName();
  }
}
