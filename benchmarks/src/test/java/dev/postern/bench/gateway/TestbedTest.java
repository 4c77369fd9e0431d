package dev.postern.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.backends.containers.Isolation;
import dev.postern.bench.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is measured starts and works: benchmarks do not run after every change. */
class TestbedTest {

  @Test
  void everyRouteLeadsIntoTheSameContainer() throws Exception {
    Path root = Path.of("..").toAbsolutePath().normalize();
    assumeTrue(
        Files.exists(root.resolve("ssh-gateway/target/quarkus-app/quarkus-run.jar")),
        "ssh-gateway is not built");
    Isolation.Probe probe = Isolation.probe();
    assumeTrue(probe.isolation() == Isolation.NAMESPACES, probe.reason());
    try (Testbed testbed = new Testbed(new Checkout(root), probe.isolation())) {
      List<Route> routes = new ArrayList<>(List.of(testbed.route()));
      routes.addAll(testbed.bastion().routes());
      routes.addAll(testbed.bastion().routesByCurve());
      for (Route route : routes) {
        assertThat(OpenSshPrograms.output(route.ssh("hostname"), ""))
            .as(route.name())
            .isEqualTo("web");
        assertThat(OpenSshPrograms.secondsInARow(route.ssh("true"), 2)).as(route.name()).hasSize(2);
        assertThat(OpenSshPrograms.secondsAtOnce(route.ssh("true"), 3, 2))
            .as(route.name())
            .isPositive();
        assertThat(route.middle().cpuSeconds()).as(route.name()).isPositive();
      }
    }
  }
}
