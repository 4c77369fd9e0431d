package dev.postern.ip.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Named.named;

import dev.postern.ip.plane.Binding;
import dev.postern.ip.plane.PlaneException;
import dev.postern.ip.plane.PlaneException.Reason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LoadBalancerIngressBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the cluster is what we wrote, whoever changes it; and nothing else is ours. */
@Timeout(60)
class AddressServicesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String CLASS = "example.org/lb";

  private static final FakeApiServer API = new FakeApiServer();
  private static int last;

  private final String address = "203.0.113." + ++last;
  private final Binding binding = new Binding(address, "ctest", "10.1.2.3", 2222);
  private final AtomicInteger mended = new AtomicInteger();
  private AddressServices services;

  @BeforeAll
  static void startCluster() {
    API.start();
  }

  @AfterAll
  static void stopCluster() {
    API.stop();
  }

  @BeforeEach
  void anAddressThatAnswers() {
    services = open();
    assertThat(reason()).isEqualTo(Reason.ADDRESS_PENDING);
    awaitAttached();
    assertThat(mended).hasValue(0);
  }

  private AddressServices open() {
    KubernetesConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(KubernetesConfig.class)
            .withDefaultValues(Map.of("postern.kubernetes.load-balancer-class", CLASS))
            .build()
            .getConfigMapping(KubernetesConfig.class);
    AddressServices opened =
        new AddressServices(
            FakeApiServer.client(),
            FakeApiServer.NAMESPACE,
            config,
            () -> {},
            mended::incrementAndGet);
    await().atMost(PATIENCE).until(opened::isListed);
    return opened;
  }

  @AfterEach
  void close() {
    services.close();
  }

  static Stream<Named<Consumer<String>>> changesByHand() {
    return Stream.of(
        named("the slice is deleted", at -> delete(FakeApiServer.slice(at))),
        named(
            "another endpoint",
            slice(s -> s.getEndpoints().get(0).setAddresses(List.of("10.9.9.9")))),
        named(
            "one endpoint more",
            slice(
                s ->
                    s.getEndpoints().add(new EndpointBuilder().withAddresses("10.9.9.9").build()))),
        named(
            "an endpoint that is not ready",
            slice(s -> s.getEndpoints().get(0).getConditions().setReady(false))),
        named("another port of the slice", slice(s -> s.getPorts().get(0).setPort(23))),
        named(
            "the slice is another Service's", label(FakeApiServer::slice, Manifests.SERVICE_NAME)),
        named("the slice has no container", label(FakeApiServer::slice, Manifests.CONTAINER)),
        named("a second slice", AddressServicesTest::addStray),
        named("the Service is deleted", at -> delete(FakeApiServer.service(at))),
        named("another port", service(s -> s.getSpec().getPorts().get(0).setPort(2022))),
        named("one port more", service(s -> s.getSpec().getPorts().add(http()))),
        named(
            "another target port",
            service(s -> s.getSpec().getPorts().get(0).setTargetPort(new IntOrString(23)))),
        named("another type", service(s -> s.getSpec().setType("ClusterIP"))),
        named("a selector", service(s -> s.getSpec().setSelector(Map.of("app", "mine")))),
        named("external IPs", service(s -> s.getSpec().setExternalIPs(List.of("198.51.100.1")))),
        named("another class", service(s -> s.getSpec().setLoadBalancerClass("other.org/lb"))),
        named("traffic policy", service(s -> s.getSpec().setExternalTrafficPolicy("Local"))),
        named("inner policy", service(s -> s.getSpec().setInternalTrafficPolicy("Local"))),
        named("MetalLB's annotation", annotation("metallb.io/loadBalancerIPs", "203.0.113.250")),
        named("no annotation of MetalLB", annotation("metallb.io/loadBalancerIPs", null)),
        named("no address", annotation(Manifests.ADDRESS, null)),
        named("no instance", label(FakeApiServer::service, Manifests.INSTANCE)),
        named("another instance", instance("another")),
        named("no container", label(FakeApiServer::service, Manifests.CONTAINER)));
  }

  @ParameterizedTest
  @MethodSource("changesByHand")
  void aChangeByHandIsToldAndMended(Consumer<String> change) {
    String before = written();

    change.accept(address);

    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(PATIENCE)
        .until(() -> reason() == Reason.CHANGED_BY_OTHERS);
    awaitAttached();
    assertThat(written()).isEqualTo(before);
    assertThat(slicesOfTheAddress()).isEqualTo(1);
    assertThat(mended).hasValue(1);
  }

  static Stream<Named<Consumer<String>>> changesThatAreNotOurs() {
    return Stream.of(
        named("what the API server assigns", AddressServicesTest::assignDefaults),
        named("somebody's label", service(s -> s.getMetadata().getLabels().put("team", "edge"))),
        named("somebody's annotation", annotation("example.org/note", "mine")),
        named("a finalizer", service(s -> s.getMetadata().getFinalizers().add("example.org/lb"))),
        named(
            "somebody's label of the slice",
            slice(s -> s.getMetadata().getLabels().put("team", "edge"))),
        named(
            "who may reach it",
            service(s -> s.getSpec().setLoadBalancerSourceRanges(List.of("192.0.2.0/24")))),
        named("the same once more", service(s -> {})),
        named("the same status", at -> FakeApiServer.assign(at, at)));
  }

  @ParameterizedTest
  @MethodSource("changesThatAreNotOurs")
  void whatIsNotOursIsNotFoughtOver(Consumer<String> change) {
    int applies = FakeApiServer.applies();

    change.accept(address);
    String version = FakeApiServer.service(address).getMetadata().getResourceVersion();

    await()
        .pollInterval(Duration.ofMillis(50))
        .during(Duration.ofMillis(600))
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(reason()).isNull());
    assertThat(FakeApiServer.applies()).isEqualTo(applies);
    assertThat(FakeApiServer.service(address).getMetadata().getResourceVersion())
        .isEqualTo(version);
    assertThat(mended).hasValue(0);
  }

  @Test
  void aReplicaThatComesLaterWritesNothingWhereNothingDiffers() {
    int applies = FakeApiServer.applies();

    try (AddressServices other = open()) {
      other.attach(binding);
    }

    assertThat(FakeApiServer.applies()).isEqualTo(applies);
  }

  @Test
  void whatWasChangedWhileNobodyLookedIsPutRight() {
    String before = written();
    services.close();
    slice(s -> s.getEndpoints().get(0).setAddresses(List.of("10.9.9.9"))).accept(address);

    services = open();

    awaitAttached();
    assertThat(written()).isEqualTo(before);
  }

  @Test
  void twoWhoDisagreeDoNotWriteAllTheTime() {
    int applies = FakeApiServer.applies();
    long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();

    while (System.nanoTime() < until) {
      slice(s -> s.getEndpoints().get(0).setAddresses(List.of("10.9.9.9"))).accept(address);
      reason();
    }

    // At once, after 1 s, after 2 s more; each writes a Service and a slice.
    assertThat(mended.get()).isBetween(2, 3);
    assertThat(FakeApiServer.applies() - applies).isEqualTo(2 * mended.get());
  }

  @Test
  void aServiceOfAnotherInstanceIsLeftAloneByWhoDidNotMakeIt() {
    instance("another").accept(address);

    try (AddressServices other = open()) {
      assertThat(catchThrowableOfType(PlaneException.class, () -> other.attach(binding)).reason())
          .isEqualTo(Reason.SERVICE_NOT_OURS);
      other.detach(address);
    }

    assertThat(FakeApiServer.service(address)).isNotNull();
  }

  /** The load balancer assigns what is pending. */
  private void awaitAttached() {
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(PATIENCE)
        .until(
            () -> {
              Reason reason = reason();
              if (reason == Reason.ADDRESS_PENDING) {
                FakeApiServer.assign(address, address);
              }
              return reason == null;
            });
  }

  /** Null where the address answers for the container. */
  private Reason reason() {
    try {
      services.attach(binding);
      return null;
    } catch (PlaneException e) {
      return e.reason();
    }
  }

  /** All that we write, in both objects. */
  private String written() {
    Service service = FakeApiServer.service(address);
    EndpointSlice slice = FakeApiServer.slice(address);
    return Stream.of(
            new TreeMap<>(service.getMetadata().getLabels()),
            new TreeMap<>(service.getMetadata().getAnnotations()),
            service.getSpec(),
            new TreeMap<>(slice.getMetadata().getLabels()),
            slice.getAddressType(),
            slice.getEndpoints(),
            slice.getPorts())
        .map(Serialization::asJson)
        .reduce("", (all, one) -> all + one + "\n");
  }

  private int slicesOfTheAddress() {
    return FakeApiServer.client()
        .discovery()
        .v1()
        .endpointSlices()
        .inNamespace(FakeApiServer.NAMESPACE)
        .withLabel(Manifests.SERVICE_NAME, Manifests.name(address))
        .list()
        .getItems()
        .size();
  }

  private static void assignDefaults(String address) {
    put(
        new ServiceBuilder(FakeApiServer.service(address))
            .editSpec()
            .withClusterIP("10.96.0.9")
            .withClusterIPs("10.96.0.9")
            .withSessionAffinity("None")
            .editPort(0)
            .withNodePort(31022)
            .endPort()
            .endSpec()
            .editStatus()
            .editLoadBalancer()
            .withIngress(new LoadBalancerIngressBuilder().withIp(address).withIpMode("VIP").build())
            .endLoadBalancer()
            .endStatus()
            .build());
  }

  private static ServicePort http() {
    return new ServicePortBuilder().withName("http").withProtocol("TCP").withPort(80).build();
  }

  private static void addStray(String address) {
    FakeApiServer.client()
        .resource(
            new EndpointSliceBuilder(FakeApiServer.slice(address))
                .editMetadata()
                .withName("mine-" + address.replace('.', '-'))
                .withUid(null)
                .withResourceVersion(null)
                .withOwnerReferences(List.of())
                .endMetadata()
                .editEndpoint(0)
                .withAddresses("10.9.9.9")
                .endEndpoint()
                .build())
        .create();
  }

  /** Takes a label off. */
  private static Consumer<String> label(
      Function<String, ? extends HasMetadata> object, String key) {
    return at -> {
      HasMetadata there = object.apply(at);
      there.getMetadata().getLabels().remove(key);
      put(there);
    };
  }

  private static Consumer<String> instance(String other) {
    return at -> {
      Service there = FakeApiServer.service(at);
      there.getMetadata().getLabels().put(Manifests.INSTANCE, other);
      put(there);
    };
  }

  /** Sets an annotation, or takes it off. */
  private static Consumer<String> annotation(String key, String value) {
    return at -> {
      Service there = FakeApiServer.service(at);
      there.getMetadata().getAnnotations().remove(key);
      if (value != null) {
        there.getMetadata().getAnnotations().put(key, value);
      }
      put(there);
    };
  }

  private static Consumer<String> service(Consumer<Service> change) {
    return at -> {
      Service there = FakeApiServer.service(at);
      change.accept(there);
      put(there);
    };
  }

  private static Consumer<String> slice(Consumer<EndpointSlice> change) {
    return at -> {
      EndpointSlice there = FakeApiServer.slice(at);
      change.accept(there);
      put(there);
    };
  }

  private static void put(HasMetadata object) {
    FakeApiServer.client().resource(object).update();
  }

  private static void delete(HasMetadata object) {
    FakeApiServer.client().resource(object).delete();
  }
}
