package dev.postern.credential.pods;

import static dev.postern.credential.testing.Mailman.awaitEvent;
import static dev.postern.credential.testing.Mailman.events;
import static dev.postern.credential.testing.Mailman.password;
import static dev.postern.credential.testing.Requests.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.testing.Backends;
import dev.postern.credential.testing.CredentialFiles;
import dev.postern.credential.testing.Database;
import dev.postern.credential.testing.FakeCluster;
import dev.postern.credential.testing.KubernetesApi;
import dev.postern.credential.testing.PodFiles;
import dev.postern.credential.testing.Pods;
import dev.postern.events.containers.ContainerCreated;
import dev.postern.events.containers.ContainerDeleted;
import dev.postern.events.containers.ContainerRegistered;
import dev.postern.events.containers.ContainerStarted;
import dev.postern.events.containers.PasswordReset;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.apache.commons.codec.digest.Sha2Crypt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pods come, restart and go; the scripts in them really run. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(CredentialFiles.class)
@WithTestResource(KubernetesApi.class)
@Timeout(120)
class PodControllerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private FakeCluster cluster;
  private String namespace;
  private String name;

  @BeforeAll
  static void needNamespaces() {
    PodFiles.orSkip();
  }

  @BeforeEach
  void makeNamespace() {
    cluster = KubernetesApi.cluster();
    cluster.refuseExec(0);
    String suffix = UUID.randomUUID().toString().substring(0, 8);
    namespace = "ns-" + suffix;
    name = "web-" + suffix;
    cluster
        .client()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace)
                .addToLabels("postern.dev/managed", "true")
                .endMetadata()
                .build())
        .create();
  }

  @Test
  void aPodThatBecomesReadyIsRegisteredOnceAndTheMailedPasswordIsIn() throws Exception {
    Pod ready = Pods.ready(namespace, name).build();
    cluster.put(notReady(ready));

    PodFiles files = cluster.run(ready);
    String id = awaitRegistered();
    ContainerCreated created = awaitEvent(id, ContainerCreated.class);
    cluster.put(ready);
    cluster.restart();
    awaitLooksAgain();

    assertThat(created.account()).isEqualTo("demo");
    assertThat(created.environment()).isEqualTo("shop");
    assertThat(created.hostKeys()).hasSize(1);
    assertOpens(files, password(created.secretRef(), id, 1, "demo"));
    assertThat(files.read("ssh/postern/authorized_keys")).contains(CredentialFiles.GATEWAY_KEY);
    assertThat(events(id, ContainerRegistered.class)).hasSize(1);
    assertThat(registered()).hasSize(1);
  }

  @Test
  void aRestartedContainerGetsItsPresentPasswordAgainWithoutAMail() throws Exception {
    Pod pod = Pods.ready(namespace, name).build();
    String field = fieldOnceSet(cluster.run(pod));
    String id = awaitRegistered();
    awaitEvent(id, ContainerCreated.class);

    PodFiles fresh = cluster.run(Pods.restarted(pod));

    assertThat(fieldOnceSet(fresh)).isEqualTo(field);
    ContainerStarted started = awaitEvent(id, ContainerStarted.class);
    assertThat(started.sshd().address()).isEqualTo("127.0.0.1");
    assertThat(fresh.read("ssh/postern/authorized_keys")).contains(CredentialFiles.GATEWAY_KEY);
    assertThat(events(id, ContainerCreated.class)).hasSize(1);
    assertThat(events(id, PasswordReset.class)).isEmpty();
  }

  @Test
  void aPasswordThatTheUserChoseStaysWhereTheFilesDo() throws Exception {
    Pod pod = Pods.ready(namespace, name).build();
    PodFiles files = cluster.run(pod);
    fieldOnceSet(files);
    String id = awaitRegistered();
    awaitEvent(id, ContainerCreated.class);
    files.write("shadow", "root:chosen:19000:0:99999:7:::\n");

    cluster.put(Pods.restarted(pod));

    awaitEvent(id, ContainerStarted.class);
    assertThat(files.shadowField()).isEqualTo("chosen");
  }

  @Test
  void noHashIsKeptWhereEtcIsOnAVolume() throws Exception {
    Pod pod =
        new PodBuilder(Pods.ready(namespace, name).build())
            .editSpec()
            .editFirstContainer()
            .addNewVolumeMount()
            .withName("etc")
            .withMountPath("/etc/")
            .endVolumeMount()
            .endContainer()
            .addNewVolume()
            .withName("etc")
            .withNewPersistentVolumeClaim()
            .withClaimName("etc")
            .endPersistentVolumeClaim()
            .endVolume()
            .endSpec()
            .build();

    cluster.run(pod);

    String id = awaitRegistered();
    awaitEvent(id, ContainerCreated.class);
    assertThat(kept(id)).isZero();
  }

  @Test
  void aResetReplacesTheKeptHash() throws Exception {
    Pod pod = Pods.ready(namespace, name).build();
    cluster.run(pod);
    String id = awaitRegistered();
    awaitEvent(id, ContainerCreated.class);

    as("demo").post("/v1/containers/" + id + "/password-resets").then().statusCode(202);
    PasswordReset reset = awaitEvent(id, PasswordReset.class);
    PodFiles fresh = cluster.run(Pods.restarted(pod));

    fieldOnceSet(fresh);
    assertOpens(fresh, password(reset.secretRef(), id, 2, "demo"));
    assertThat(kept(id)).isOne();
  }

  @Test
  void aPodOfAStatefulSetIsTheSameContainerAfterItWasReplaced() {
    Pod pod = Pods.ofStatefulSet(namespace, name).build();
    String field = fieldOnceSet(cluster.run(pod));
    String id = awaitRegistered();
    awaitEvent(id, ContainerCreated.class);

    cluster.delete(pod);
    await().atMost(PATIENCE).until(() -> runtime(id).equals("STOPPED"));
    PodFiles fresh = cluster.run(Pods.replaced(pod));

    assertThat(fieldOnceSet(fresh)).isEqualTo(field);
    await().atMost(PATIENCE).until(() -> runtime(id).equals("RUNNING"));
    assertThat(registered()).containsExactly(id);
    assertThat(events(id, ContainerDeleted.class)).isEmpty();
  }

  @Test
  void aPodOfAStatefulSetThatStaysAwayIsRetired() {
    Pod pod = Pods.ofStatefulSet(namespace, name).build();
    cluster.run(pod);
    String id = awaitRegistered();

    cluster.delete(pod);

    awaitEvent(id, ContainerDeleted.class);
    assertThat(registered()).isEmpty();
  }

  @Test
  void aPodThatBecomesAnotherAccountsIsAnotherContainerWithAnotherPassword() {
    Pod pod = Pods.ofStatefulSet(namespace, name).build();
    PodFiles files = cluster.run(pod);
    String before = fieldOnceSet(files);
    String id = awaitRegistered();
    awaitEvent(id, ContainerCreated.class);

    cluster.put(
        new PodBuilder(pod)
            .editMetadata()
            .addToAnnotations("postern.dev/account", "friend")
            .endMetadata()
            .build());

    awaitEvent(id, ContainerDeleted.class);
    await().atMost(PATIENCE).until(() -> containersOf("friend"), names -> names.contains(name));
    await().atMost(PATIENCE).until(() -> !files.shadowField().equals(before));
  }

  @Test
  void whatHappenedWhileTheWatchWasBrokenIsFoundAfterwards() throws Exception {
    Pod going = Pods.ready(namespace, name).build();
    cluster.run(going);
    String gone = awaitRegistered();
    Pod coming = Pods.ready(namespace, name + "-b").build();

    cluster.answerGone(namespace);
    cluster.restart();
    cluster.delete(going);
    cluster.run(coming);

    awaitEvent(gone, ContainerDeleted.class);
    assertThat(awaitRegistered()).isNotEqualTo(gone);
    assertThat(kept(gone)).isZero();
  }

  @Test
  void whoeverHoldsTheLeaseWatchesAndAnotherTakesOver() {
    KubernetesClient client = cluster.client();
    await()
        .atMost(PATIENCE)
        .until(() -> "this-replica".equals(lease(client).getSpec().getHolderIdentity()));
    // The holder renews it meanwhile: like any writer, this one tries again after a conflict.
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsMatching(PodControllerTest::isConflict)
        .until(() -> takeOver(client));
    await().atMost(PATIENCE).until(() -> watching() == 0);

    cluster.run(Pods.ready(namespace, name).build());

    assertThat(registered()).isEmpty();
    assertThat(watching()).isZero();
    awaitRegistered();
    assertThat(watching()).isOne();
  }

  @Test
  void aPodThatNamesAnotherAccountThanItsNamespaceGetsNothing() {
    client()
        .namespaces()
        .withName(namespace)
        .edit(
            n ->
                new NamespaceBuilder(n)
                    .editMetadata()
                    .addToAnnotations("postern.dev/account", "friend")
                    .endMetadata()
                    .build());
    cluster.run(Pods.ready(namespace, name).build());
    Pod own =
        Pods.ready(namespace, name + "-b")
            .editMetadata()
            .removeFromAnnotations("postern.dev/account")
            .endMetadata()
            .build();

    cluster.run(own);

    await()
        .atMost(PATIENCE)
        .until(() -> containersOf("friend"), names -> names.contains(name + "-b"));
    assertThat(registered()).isEmpty();
  }

  private KubernetesClient client() {
    return cluster.client();
  }

  private static Lease lease(KubernetesClient client) {
    return client.leases().inNamespace("postern").withName("postern-credential-service").get();
  }

  private static Pod notReady(Pod pod) {
    return new PodBuilder(pod)
        .editStatus()
        .editFirstCondition()
        .withStatus("False")
        .endCondition()
        .endStatus()
        .build();
  }

  private String awaitRegistered() {
    return await().atMost(PATIENCE).until(this::registered, ids -> !ids.isEmpty()).get(0);
  }

  /** Ids of the containers whose names are those of this test's pods. */
  private List<String> registered() {
    return as("demo")
        .get("/v1/containers?environment=shop&limit=200")
        .path("items.findAll { it.name.startsWith('" + name + "') }.id");
  }

  private static List<String> containersOf(String account) {
    return as(account).get("/v1/containers?limit=200").path("items.name");
  }

  private static String runtime(String id) {
    return as("demo").get("/v1/containers/" + id).path("runtime");
  }

  private void awaitLooksAgain() {
    Pod other = Pods.ready(namespace, "other-" + name).build();
    cluster.run(other);
    await()
        .atMost(PATIENCE)
        .until(() -> containersOf("demo"), names -> names.contains("other-" + name));
  }

  private static String fieldOnceSet(PodFiles files) {
    return await().atMost(PATIENCE).until(files::shadowField, field -> field.startsWith("$6$"));
  }

  private static void assertOpens(PodFiles files, String password) {
    String field = files.shadowField();
    String salt = field.substring(0, field.lastIndexOf('$'));
    assertThat(Sha2Crypt.sha512Crypt(password.getBytes(StandardCharsets.US_ASCII), salt))
        .isEqualTo(field);
  }

  private static long kept(String id) throws Exception {
    return Database.count(
        "SELECT count(*) FROM generation WHERE container = ? AND kept_hash IS NOT NULL", id);
  }

  private boolean takeOver(KubernetesClient client) {
    Lease lease = lease(client);
    lease.getSpec().setHolderIdentity("another-replica");
    lease.getSpec().setLeaseDurationSeconds(6);
    lease.getSpec().setRenewTime(ZonedDateTime.now(ZoneOffset.UTC));
    client.resource(lease).update();
    return true;
  }

  private static boolean isConflict(Throwable failure) {
    return failure instanceof KubernetesClientException refused && refused.getCode() == 409;
  }

  /** A gauge that is not there yet watches nothing. */
  private static int watching() {
    return as("operator")
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith("postern_kubernetes_watching"))
        .map(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElse(0);
  }
}
