package dev.postern.credential.kubernetes;

import dev.postern.credential.access.AccessConfig;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;

/** Makes the client where something first asks for it. Its calls block: not on an event loop. */
@ApplicationScoped
class ClusterClient {

  private static final int RETRIES = 2;

  @Produces
  @ApplicationScoped
  KubernetesClient client(Vertx vertx, AccessConfig settings) {
    Config config =
        new ConfigBuilder(Config.autoConfigure(null))
            .withConnectionTimeout((int) settings.connectTimeout().toMillis())
            // Whoever asks tries again by itself; longer than this only holds its thread.
            .withRequestRetryBackoffLimit(RETRIES)
            .build();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientFactory(new VertxHttpClientFactory(vertx))
        .build();
  }

  void close(@Disposes KubernetesClient client) {
    client.close();
  }
}
