package dev.postern.local.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstanceTest {

  private static final Path ROOT = Path.of("/somewhere/with blanks");

  @Test
  void instanceZeroHasTheContractsPortsAndFolder() {
    // When
    Instance instance = Instance.of(ROOT, Map.of());

    // Then
    assertThat(instance.data()).isEqualTo(ROOT.resolve(".postern"));
    assertThat(Service.CREDENTIAL.url(instance)).isEqualTo("http://localhost:8083");
    assertThat(instance.publicNetwork()).isEqualTo("127.77.0.0/24");
    assertThat(new Ports(instance).all())
        .containsEntry("Kafka", 9092)
        .containsEntry("PostgreSQL", 5433)
        .containsEntry("SMTP", 2525)
        .containsEntry("inbox", 8025)
        .containsEntry("issuer", 8085);
  }

  @Test
  void anotherInstanceSharesNeitherPortsNorFolderNorAddresses() {
    // Given
    Instance first = Instance.of(ROOT, Map.of());

    // When
    Instance second = Instance.of(ROOT, Map.of(Instance.VARIABLE, "3"));

    // Then
    assertThat(second.data()).isEqualTo(ROOT.resolve(".postern-3"));
    assertThat(second.publicAddress(10)).isEqualTo("127.77.3.10");
    assertThat(new HashSet<>(new Ports(second).all().values()))
        .doesNotContainAnyElementsOf(new Ports(first).all().values());
  }

  @Test
  void aNumberOutOfRangeIsRefusedWithTheRange() {
    for (String wrong : new String[] {"-1", "10", "x"}) {
      assertThatThrownBy(() -> Instance.of(ROOT, Map.of(Instance.VARIABLE, wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("0 to 9");
    }
  }
}
