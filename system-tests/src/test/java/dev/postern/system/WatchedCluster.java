package dev.postern.system;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An API server with managed pods that wait to be scheduled, for services to watch. */
final class WatchedCluster implements AutoCloseable {

  private static final String NAMESPACE = "shop";

  /** It tells of every request. Kept here, for a logger that nobody holds forgets its level. */
  private static final Logger LOG_OF_SERVER = Logger.getLogger("io.fabric8.mockwebserver");

  private final KubernetesMockServer server =
      new KubernetesMockServer(
          new Context(),
          new MockWebServer(),
          new HashMap<>(),
          new KubernetesCrudDispatcher(),
          false);
  private final KubernetesClient client;
  private int changes;

  WatchedCluster(int pods) {
    LOG_OF_SERVER.setLevel(Level.WARNING);
    server.init();
    client = server.createClient();
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(NAMESPACE)
                .addToLabels("postern.dev/managed", "true")
                .endMetadata()
                .build())
        .create();
    for (int i = 0; i < pods; i++) {
      client.resource(pod(i)).create();
    }
  }

  private static Pod pod(int number) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(NAMESPACE)
        .withName("waiting-" + number)
        .withLabels(Map.of("postern.dev/ssh", "enabled"))
        .withAnnotations(Map.of("postern.dev/account", "demo"))
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("main")
        .withImage("example.org/web")
        .endContainer()
        .endSpec()
        .withNewStatus()
        .withPhase("Pending")
        .endStatus()
        .build();
  }

  /** Where services look for the API server. */
  Map<String, String> settings() {
    return Map.of(
        "kubernetes.master",
        "http://localhost:" + server.getPort(),
        "kubernetes.auth.tryKubeConfig",
        "false",
        "kubernetes.auth.tryServiceAccount",
        "false",
        "postern.kubernetes.lease.namespace",
        "postern");
  }

  /** Whoever watches is told of a change. */
  void change() {
    Pod changed = pod(0);
    changed.getMetadata().getAnnotations().put("example.org/change", "" + ++changes);
    client.resource(changed).update();
  }

  @Override
  public void close() {
    client.close();
    server.destroy();
  }
}
