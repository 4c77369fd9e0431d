package dev.postern.key.registration;

import dev.postern.key.validation.KeyPolicy;
import dev.postern.key.validation.PublicKeyValidator;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The validator under this service's configuration. */
class Validation {

  @Produces
  @Singleton
  @Startup
  PublicKeyValidator validator(KeyConfig config, Blocklist blocklist) {
    return new PublicKeyValidator(new KeyPolicy(config.rsaMinimumBits()), blocklist);
  }
}
