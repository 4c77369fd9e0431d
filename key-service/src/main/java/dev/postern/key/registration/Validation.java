package dev.postern.key.registration;

import dev.postern.key.validation.BadkeysBlocklist;
import dev.postern.key.validation.BundledBlocklist;
import dev.postern.key.validation.CompromisedKeys;
import dev.postern.key.validation.KeyPolicy;
import dev.postern.key.validation.PublicKeyValidator;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * The validator under this service's configuration. A blocklist that is no good stops the start.
 */
class Validation {

  @Produces
  @Singleton
  @Startup
  PublicKeyValidator validator(KeyConfig config) {
    CompromisedKeys bundled = new BundledBlocklist();
    return new PublicKeyValidator(
        new KeyPolicy(config.rsaMinimumBits()),
        config.blocklist().map(Validation::mounted).map(bundled::or).orElse(bundled));
  }

  private static CompromisedKeys mounted(Path file) {
    try {
      return new BadkeysBlocklist(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the blocklist of postern.keys.blocklist", e);
    }
  }
}
