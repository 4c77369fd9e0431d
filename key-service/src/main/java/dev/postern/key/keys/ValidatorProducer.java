package dev.postern.key.keys;

import dev.postern.key.validation.KeyPolicy;
import dev.postern.key.validation.PublicKeyValidator;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** The validator under this service's configuration. */
class ValidatorProducer {

  @Produces
  @Singleton
  @Startup
  PublicKeyValidator validator(KeyConfig config, Blocklist blocklist) {
    CompletableFuture.runAsync(PublicKeyValidator::prepare);
    return new PublicKeyValidator(new KeyPolicy(config.rsaMinimumBits()), blocklist);
  }
}
