package dev.postern.local.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorldTest {

  private static final Path ROOT = Path.of("/somewhere/with blanks");

  @Test
  void worldZeroHasTheContractsPortsAndFolder() {
    // When
    World world = World.of(ROOT, Map.of());

    // Then
    assertThat(world.data()).isEqualTo(ROOT.resolve(".postern"));
    assertThat(Service.CREDENTIAL.url(world)).isEqualTo("http://localhost:8083");
    assertThat(world.publicNetwork()).isEqualTo("127.77.0.0/24");
    assertThat(new Ports(world).all())
        .containsEntry("Kafka", 9092)
        .containsEntry("PostgreSQL", 5433)
        .containsEntry("SMTP", 2525)
        .containsEntry("inbox", 8025)
        .containsEntry("issuer", 8085);
  }

  @Test
  void anotherWorldSharesNeitherPortsNorFolderNorAddresses() {
    // Given
    World first = World.of(ROOT, Map.of());

    // When
    World second = World.of(ROOT, Map.of(World.VARIABLE, "3"));

    // Then
    assertThat(second.data()).isEqualTo(ROOT.resolve(".postern-3"));
    assertThat(second.publicAddress(10)).isEqualTo("127.77.3.10");
    assertThat(new HashSet<>(new Ports(second).all().values()))
        .doesNotContainAnyElementsOf(new Ports(first).all().values());
  }

  @Test
  void whatIsNoWorldIsRefusedWithTheRange() {
    for (String wrong : new String[] {"-1", "10", "x"}) {
      assertThatThrownBy(() -> World.of(ROOT, Map.of(World.VARIABLE, wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("0 to 9");
    }
  }
}
