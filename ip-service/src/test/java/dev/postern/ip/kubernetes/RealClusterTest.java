package dev.postern.ip.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.postern.ip.plane.Binding;
import dev.postern.ip.plane.PlaneException;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The main job on a real API server, with the rights of the service account and no others: {@code
 * docs/internals/kubernetes.md} says what it needs.
 */
@EnabledIfEnvironmentVariable(
    named = "REAL_K8S_URL",
    matches = ".+",
    disabledReason = "no real cluster: REAL_K8S_URL and REAL_K8S_TOKEN are not set")
@EnabledIfEnvironmentVariable(
    named = "REAL_K8S_TOKEN",
    matches = ".+",
    disabledReason = "no real cluster: REAL_K8S_TOKEN is not set")
@Timeout(180)
class RealClusterTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String namespace =
      System.getenv().getOrDefault("REAL_K8S_NAMESPACE", "postern-addresses");
  private final String address = System.getenv().getOrDefault("REAL_K8S_ADDRESS", "203.0.113.1");
  private KubernetesClient client;
  private AddressServices services;

  @BeforeEach
  void open() {
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withMasterUrl(System.getenv("REAL_K8S_URL"))
                    .withOauthToken(System.getenv("REAL_K8S_TOKEN"))
                    .withTrustCerts(true)
                    .build())
            .build();
    KubernetesConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(KubernetesConfig.class)
            .withDefaultValues(Map.of("postern.kubernetes.instance", "real-cluster-test"))
            .build()
            .getConfigMapping(KubernetesConfig.class);
    services = new AddressServices(client, namespace, config, () -> {}, () -> {});
    await().atMost(PATIENCE).until(services::isListed);
  }

  @AfterEach
  void close() {
    services.close();
    client.close();
  }

  @Test
  void anAddressIsAssignedMovedAndRemoved() {
    // 192.0.2.0/24 is nobody's (RFC 5737).
    attached(new Binding(address, "cfirst", "192.0.2.10", 2222));
    attached(new Binding(address, "csecond", "192.0.2.11", 2222));
    assertThat(services.addresses()).containsExactly(address);

    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(PlaneException.class)
        .until(
            () -> {
              services.detach(address);
              return true;
            });

    await().atMost(PATIENCE).until(() -> services.addresses().isEmpty());
  }

  private void attached(Binding binding) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(PlaneException.class)
        .until(
            () -> {
              services.attach(binding);
              return true;
            });
  }

  @Test
  void tenantsPodsAndSecretsAreOutOfReach() {
    KubernetesClientException refusal =
        catchThrowableOfType(
            KubernetesClientException.class, () -> client.secrets().inNamespace(namespace).list());

    assertThat(refusal.getCode()).isEqualTo(403);
  }
}
