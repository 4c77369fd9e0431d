package dev.postern.credential.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A cluster that the service watches. */
public class KubernetesApi implements QuarkusTestResourceLifecycleManager {

  private static final String MASTER = "kubernetes.master";

  private static volatile FakeCluster cluster;

  public static FakeCluster cluster() {
    return cluster;
  }

  @Override
  public Map<String, String> start() {
    cluster = new FakeCluster();
    // Where the client library looks itself.
    System.setProperty(MASTER, cluster.url());
    System.setProperty("kubernetes.auth.tryKubeConfig", "false");
    System.setProperty("kubernetes.auth.tryServiceAccount", "false");
    return Map.of(
        "postern.kubernetes.enabled", "true",
        "postern.kubernetes.identity", "this-replica",
        "postern.kubernetes.lease.namespace", "postern",
        "postern.kubernetes.lease.duration", "3s",
        "postern.kubernetes.lease.renew-deadline", "2s",
        "postern.kubernetes.lease.retry-period", "250ms",
        "postern.kubernetes.resync", "1s",
        "postern.kubernetes.retire-after", "3s");
  }

  @Override
  public void stop() {
    System.clearProperty(MASTER);
    System.clearProperty("kubernetes.auth.tryKubeConfig");
    System.clearProperty("kubernetes.auth.tryServiceAccount");
    if (cluster != null) {
      cluster.close();
    }
  }
}
