package dev.postern.credential.access.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.credential.access.AccessSession;
import dev.postern.credential.access.Fence;
import dev.postern.credential.access.FenceAnswer.Verdict;
import dev.postern.credential.access.Target;
import dev.postern.credential.password.CryptHash;
import dev.postern.credential.password.Password;
import dev.postern.credential.password.PasswordGenerator;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The main job on a real API server, with the rights of the service account and no others: {@code
 * docs/internals/kubernetes.md} says what it needs. It sets root's password in one labelled pod.
 */
@EnabledIfEnvironmentVariable(
    named = "REAL_K8S_URL",
    matches = ".+",
    disabledReason = "no real cluster: REAL_K8S_URL and REAL_K8S_TOKEN are not set")
@EnabledIfEnvironmentVariable(
    named = "REAL_K8S_TOKEN",
    matches = ".+",
    disabledReason = "no real cluster: REAL_K8S_TOKEN is not set")
@Timeout(120)
class RealClusterTest {

  private static final String SELECTOR = "postern.dev/ssh=enabled";

  private final String namespace =
      System.getenv().getOrDefault("REAL_K8S_NAMESPACE", "postern-test");
  private KubernetesClient client;
  private Pod pod;

  @BeforeEach
  void findThePod() {
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withMasterUrl(System.getenv("REAL_K8S_URL"))
                    .withOauthToken(System.getenv("REAL_K8S_TOKEN"))
                    .withTrustCerts(true)
                    .build())
            .build();
    pod =
        client.pods().inNamespace(namespace).withLabel(SELECTOR).list().getItems().stream()
            .filter(Readiness::isPodReady)
            .findFirst()
            .orElseThrow();
  }

  @AfterEach
  void closeClient() {
    client.close();
  }

  @Test
  void setsAPasswordBehindTheFenceAndReadsItBack() throws Exception {
    CryptHash hash = hash();

    try (AccessSession session = access().open(target())) {
      session.writeAccessKeys("# written by a test\n# end\n");
      long generation = System.currentTimeMillis();
      assertThat(session.applyHash(fence(generation), hash).is(Verdict.DONE)).isTrue();
      assertThat(session.readProof()).isEqualTo(hash.value());
      assertThat(session.applyHash(fence(1), hash()).is(Verdict.OVERTAKEN)).isTrue();
      assertThat(session.restoreHash(fence(generation), hash()).is(Verdict.MARKED)).isTrue();
      assertThat(session.readProof()).isEqualTo(hash.value());
      session.examine();
      session.diagnose();
    }
  }

  @Test
  void seesNamespacesAndPodsAndNothingElse() {
    assertThat(client.namespaces().list().getItems()).isNotEmpty();

    assertThat(codeOf(() -> client.secrets().inNamespace(namespace).list())).isEqualTo(403);
    assertThat(codeOf(() -> client.pods().inNamespace("kube-system").list())).isEqualTo(403);
    assertThat(codeOf(() -> client.pods().inNamespace(namespace).resource(pod).delete()))
        .isEqualTo(403);
  }

  private static int codeOf(ThrowingCallable call) {
    return catchThrowableOfType(KubernetesClientException.class, call).getCode();
  }

  private KubernetesAccess access() {
    return new KubernetesAccess(client, Duration.ofSeconds(45), SELECTOR, null);
  }

  private static Fence fence(long generation) {
    return new Fence("crealcluster", generation);
  }

  private Target target() {
    var status = pod.getStatus().getContainerStatuses().get(0);
    PodRef ref =
        new PodRef(
            namespace,
            pod.getMetadata().getName(),
            status.getName(),
            PodRef.instance(status.getContainerID()));
    return new Target("kubernetes", pod.getStatus().getPodIP(), 22, ref.text(), List.of());
  }

  private static CryptHash hash() {
    try (Password password = new PasswordGenerator().next()) {
      return CryptHash.of(password);
    }
  }
}
