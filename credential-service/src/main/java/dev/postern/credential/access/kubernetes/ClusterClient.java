package dev.postern.credential.access.kubernetes;

import dev.postern.background.KubernetesKinds;
import dev.postern.credential.access.AccessConfig;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.util.List;

/** Makes the client when it is first needed. Its calls block: keep them off the event loops. */
@ApplicationScoped
class ClusterClient {

  private static final int RETRIES = 2;

  private static final List<Class<? extends KubernetesResource>> KINDS =
      List.of(Pod.class, Namespace.class, Lease.class, Status.class);

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
        .withKubernetesSerialization(KubernetesKinds.only(KINDS))
        .build();
  }

  void close(@Disposes KubernetesClient client) {
    client.close();
  }
}
