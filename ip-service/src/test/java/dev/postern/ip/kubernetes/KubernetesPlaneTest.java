package dev.postern.ip.kubernetes;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.postern.backends.testing.Backends;
import dev.postern.events.containers.Address;
import dev.postern.events.containers.ContainerStarted;
import dev.postern.ip.Api;
import dev.postern.ip.IpTestResource;
import dev.postern.ip.IpWorld;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A cluster makes addresses answer: the test is its load balancer. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(IpTestResource.class)
@WithTestResource(FakeApiServer.class)
@Timeout(60)
class KubernetesPlaneTest {

  private static final String ADDRESS = "203.0.113.1";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String container = IpWorld.newContainer();
  private final Api owner = Api.as("demo");
  private IpWorld world;

  @Inject MeterRegistry meters;

  @BeforeEach
  void oneAddressThatIsAskedFor() {
    FakeApiServer.refuse(0);
    IpWorld.reset();
    await().atMost(PATIENCE).until(FakeApiServer::isEmptied);
    world = new IpWorld();
    Api.pool("edge", "203.0.113.0/28");
  }

  @AfterEach
  void closeWorld() {
    world.close();
  }

  @Test
  void anAddressIsAttachedWhenTheClusterHasAssignedIt() {
    Service service = register();
    awaitReason("ADDRESS_PENDING");

    FakeApiServer.assign(ADDRESS, ADDRESS);

    await().atMost(PATIENCE).until(() -> owner.attached(container).contains(ADDRESS));
    assertThat(service.getSpec().getType()).isEqualTo("LoadBalancer");
    assertThat(service.getMetadata().getAnnotations())
        .containsEntry("metallb.io/loadBalancerIPs", ADDRESS)
        .containsEntry("example.org/ip", ADDRESS + "/32");
    assertThat(service.getMetadata().getLabels()).containsEntry("postern.dev/container", container);
    assertThat(slice().getEndpoints().get(0).getAddresses()).containsExactly("127.0.0.1");
    assertThat(slice().getMetadata().getOwnerReferences().get(0).getUid())
        .isEqualTo(service.getMetadata().getUid());
    awaitReason(null);
  }

  @Test
  void anotherAddressThanTheOneAskedForIsReported() {
    register();

    FakeApiServer.assign(ADDRESS, "203.0.113.9");

    awaitReason("OTHER_ADDRESS_ASSIGNED");
    assertThat(owner.attached(container)).isEmpty();
  }

  @Test
  void anAddressThatIsTakenAwayLaterIsReportedToo() {
    register();
    FakeApiServer.assign(ADDRESS, ADDRESS);
    await().atMost(PATIENCE).until(() -> owner.attached(container).contains(ADDRESS));

    FakeApiServer.assign(ADDRESS);

    awaitReason("ADDRESS_PENDING");
  }

  @Test
  void aDetachIsDoneWhenTheServiceIsReallyGone() {
    register();
    FakeApiServer.assign(ADDRESS, ADDRESS);
    await().atMost(PATIENCE).until(() -> owner.attached(container).contains(ADDRESS));
    finalizers("service.kubernetes.io/load-balancer-cleanup");

    owner.delete("/v1/ips/" + ADDRESS).then().statusCode(202);
    awaitReason("REMOVAL_PENDING");
    assertThat(state()).isEqualTo("DETACHING");
    finalizers();

    await().atMost(PATIENCE).until(() -> !"DETACHING".equals(state()));
    assertThat(FakeApiServer.service(ADDRESS)).isNull();
  }

  @Test
  void whatNobodyHoldsIsRemoved() {
    register();
    FakeApiServer.client()
        .resource(
            new ServiceBuilder(FakeApiServer.service(ADDRESS))
                .editMetadata()
                .withName(Manifests.name("203.0.113.14"))
                .withUid(null)
                .withResourceVersion(null)
                .addToAnnotations(Manifests.ADDRESS, "203.0.113.14")
                .endMetadata()
                .build())
        .create();

    await().atMost(PATIENCE).until(() -> FakeApiServer.service("203.0.113.14") == null);
    assertThat(FakeApiServer.service(ADDRESS)).isNotNull();
  }

  @Test
  void aServiceThatIsNotOursIsLeftAlone() {
    Service foreign =
        new ServiceBuilder()
            .withNewMetadata()
            .withNamespace(FakeApiServer.NAMESPACE)
            .withName(Manifests.name(ADDRESS))
            .endMetadata()
            .withNewSpec()
            .withType("ClusterIP")
            .endSpec()
            .build();
    FakeApiServer.client().resource(foreign).create();

    world.publish(IpWorld.registered(container, "demo", 1, 0, 22), 1);

    awaitReason("SERVICE_NOT_OURS");
    assertThat(FakeApiServer.service(ADDRESS).getSpec().getType()).isEqualTo("ClusterIP");
  }

  @Test
  void aServiceThatSomebodyGaveExternalIpsIsMadeAnew() {
    Service before = register();
    FakeApiServer.client()
        .resource(
            new ServiceBuilder(FakeApiServer.service(ADDRESS))
                .editSpec()
                .withExternalIPs("198.51.100.1")
                .endSpec()
                .build())
        .update();

    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                !FakeApiServer.service(ADDRESS)
                    .getMetadata()
                    .getUid()
                    .equals(before.getMetadata().getUid()));
    assertThat(FakeApiServer.service(ADDRESS).getSpec().getExternalIPs()).isEmpty();
  }

  @Test
  void anAddressFollowsItsContainer() {
    register();
    FakeApiServer.assign(ADDRESS, ADDRESS);

    world.publish(new ContainerStarted(container, "demo", new Address("10.9.8.7", 2222)), 2);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(slice().getEndpoints().get(0).getAddresses()).containsExactly("10.9.8.7");
              assertThat(slice().getPorts().get(0).getPort()).isEqualTo(2222);
            });
  }

  @Test
  void whatIsAsItShallBeIsNotSentAgain() {
    register();
    FakeApiServer.assign(ADDRESS, ADDRESS);
    await().atMost(PATIENCE).until(() -> owner.attached(container).contains(ADDRESS));
    int applies = FakeApiServer.applies();

    await().pollDelay(Duration.ofSeconds(3)).atMost(PATIENCE).until(() -> true);

    assertThat(FakeApiServer.applies()).isEqualTo(applies);
  }

  @Test
  void anAddressThatSomebodyLedElsewhereIsCountedAndLedBack() {
    register();
    FakeApiServer.assign(ADDRESS, ADDRESS);
    await().atMost(PATIENCE).until(() -> owner.attached(container).contains(ADDRESS));
    double mended = meters.counter("postern.addresses.mended").count();

    leadTo("10.9.9.9");
    awaitEndpoint("127.0.0.1");
    int changes = changeUntilItIsSeen();

    awaitEndpoint("127.0.0.1");
    awaitReason(null);
    assertThat(meters.counter("postern.addresses.mended").count() - mended).isEqualTo(1 + changes);
    await()
        .atMost(PATIENCE)
        .until(() -> meters.get("postern.addresses.unanswered").gauge().value() == 0);
  }

  /**
   * The first time it is mended at once, and later each time, so that it can be seen at last also
   * on a busy machine.
   *
   * @return how often it took
   */
  private int changeUntilItIsSeen() {
    AtomicInteger changes = new AtomicInteger();
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              if (slice().getEndpoints().get(0).getAddresses().equals(List.of("127.0.0.1"))) {
                leadTo("10.9.9.9");
                changes.incrementAndGet();
              }
              return meters.get("postern.addresses.unanswered").gauge().value() == 1
                  && "CHANGED_BY_OTHERS".equals(reason());
            });
    return changes.get();
  }

  private static void leadTo(String host) {
    EndpointSlice slice = slice();
    slice.getEndpoints().get(0).setAddresses(List.of(host));
    FakeApiServer.client().resource(slice).update();
  }

  private static void awaitEndpoint(String host) {
    await()
        .atMost(PATIENCE)
        .until(() -> slice().getEndpoints().get(0).getAddresses().equals(List.of(host)));
  }

  @Test
  void anApiServerThatIsAwayIsToldOnceAndTakesNoRestAway() {
    register();
    FakeApiServer.assign(ADDRESS, ADDRESS);
    await().atMost(PATIENCE).until(() -> owner.attached(container).contains(ADDRESS));
    awaitCluster(true);

    try (LoggedRecords log = new LoggedRecords()) {
      FakeApiServer.shutDown();
      try {
        awaitCluster(false);
        await().pollDelay(Duration.ofSeconds(4)).atMost(PATIENCE).until(() -> true);
        awaitCluster(false);
        assertThat(owner.attached(container)).contains(ADDRESS);
      } finally {
        FakeApiServer.startAgain();
      }
      awaitCluster(true);

      assertThat(log.messages())
          .filteredOn(message -> message.startsWith("The Lease can"))
          .satisfiesExactly(
              begin -> assertThat(begin).startsWith("The Lease cannot be read or written"),
              end -> assertThat(end).startsWith("The Lease can be read and written again"));
      assertThat(log.traces()).isEmpty();
    }
  }

  /** Ready in any case, and says whether the API server answers. */
  private static void awaitCluster(boolean answers) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                given()
                    .get("/q/health/ready")
                    .then()
                    .statusCode(200)
                    .body(
                        "checks.find { it.name == 'Kubernetes API' }.data.answers",
                        equalTo(answers)));
  }

  @Test
  void aRefusalOfTheClusterIsToldAndMended() {
    FakeApiServer.refuse(403);
    world.publish(IpWorld.registered(container, "demo", 1, 0, 22), 1);
    awaitReason("CLUSTER_FORBIDS");

    FakeApiServer.refuse(0);

    awaitReason("ADDRESS_PENDING");
  }

  @Test
  void whatWasAssignedWhileTheWatchWasBrokenIsSeen() {
    register();

    FakeApiServer.restart();
    FakeApiServer.assign(ADDRESS, ADDRESS);

    await().atMost(PATIENCE).until(() -> owner.attached(container).contains(ADDRESS));
  }

  /** The Service that the container's address got. */
  private Service register() {
    world.publish(IpWorld.registered(container, "demo", 1, 0, 22), 1);
    awaitReason("ADDRESS_PENDING");
    return FakeApiServer.service(ADDRESS);
  }

  private void finalizers(String... names) {
    FakeApiServer.client()
        .services()
        .inNamespace(FakeApiServer.NAMESPACE)
        .withName(Manifests.name(ADDRESS))
        .edit(
            service ->
                new ServiceBuilder(service)
                    .editMetadata()
                    .withFinalizers(names)
                    .endMetadata()
                    .build());
  }

  private static EndpointSlice slice() {
    return FakeApiServer.slice(ADDRESS);
  }

  private String state() {
    return owner.get("/v1/ips?container=" + container).path("items[0].state");
  }

  private void awaitReason(String reason) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(reason()).isEqualTo(reason));
  }

  private String reason() {
    return owner
        .get("/v1/ips?container=" + container)
        .path("items.find { it.address == '" + ADDRESS + "' }.reason");
  }
}
