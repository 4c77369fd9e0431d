package dev.postern.ip.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.ip.kubernetes.KubernetesConfig.Provider;
import dev.postern.ip.plane.Binding;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ManifestsTest {

  private static final Binding BINDING = new Binding("203.0.113.7", "ctest", "10.1.2.3", 2222);

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, ip-203-0-113-7",
    "2001:db8::7, ip-2001-0db8-0000-0000-0000-0000-0000-0007",
    "2001:db8::,  ip-2001-0db8-0000-0000-0000-0000-0000-0000"
  })
  void anAddressGivesANameThatDnsAllows(String address, String name) {
    assertThat(Manifests.name(address)).isEqualTo(name).matches("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");
  }

  @ParameterizedTest
  @CsvSource({"metallb, metallb.io/loadBalancerIPs", "cilium, lbipam.cilium.io/ips"})
  void theProviderIsAskedForExactlyThatAddress(String provider, String annotation) {
    Service service = manifests(Map.of("postern.kubernetes.provider", provider)).service(BINDING);

    assertThat(service.getMetadata().getAnnotations()).containsEntry(annotation, "203.0.113.7");
    assertThat(service.getSpec().getLoadBalancerIP()).isNull();
  }

  @Test
  void aCloudIsAskedByFieldAndByItsOwnAnnotations() {
    Service service =
        manifests(
                Map.of(
                    "postern.kubernetes.provider", "load-balancer-ip",
                    "postern.kubernetes.annotations", "a/b=c,d/e=x-{address}",
                    "postern.kubernetes.load-balancer-class", "example.org/lb"))
            .service(BINDING);

    assertThat(service.getSpec().getLoadBalancerIP()).isEqualTo("203.0.113.7");
    assertThat(service.getSpec().getLoadBalancerClass()).isEqualTo("example.org/lb");
    assertThat(service.getMetadata().getAnnotations())
        .containsEntry("a/b", "c")
        .containsEntry("d/e", "x-203.0.113.7");
  }

  @ParameterizedTest
  @EnumSource(Provider.class)
  void noExternalIpAndNoSelectorIsEverAskedFor(Provider provider) {
    Service service =
        manifests(Map.of("postern.kubernetes.provider", provider.name())).service(BINDING);

    assertThat(Serialization.asJson(service)).doesNotContain("externalIPs", "selector");
    assertThat(service.getSpec().getPorts()).singleElement().extracting("port").isEqualTo(22);
  }

  @Test
  void aLoadBalancerDoesNotTranslateBetweenFamilies() {
    assertThat(Manifests.isOneFamily(BINDING)).isTrue();
    assertThat(Manifests.isOneFamily(new Binding("2001:db8::7", "c", "10.1.2.3", 22))).isFalse();
  }

  private static Manifests manifests(Map<String, String> settings) {
    KubernetesConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(KubernetesConfig.class)
            .withDefaultValues(settings)
            .build()
            .getConfigMapping(KubernetesConfig.class);
    return new Manifests("addresses", config);
  }
}
