package dev.postern.credential.access.kubernetes;

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

/** Makes the client when it is first needed. Its calls block: keep them off the event loops. */
@ApplicationScoped
class ClusterClient {

  private static final int RETRIES = 2;

  @Produces
  @ApplicationScoped
  KubernetesClient client(Vertx vertx, AccessConfig access) {
    Config config =
        new ConfigBuilder(Config.autoConfigure(null))
            .withConnectionTimeout((int) access.connectTimeout().toMillis())
            // Every caller tries again by itself; more retries here would only hold its thread.
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
