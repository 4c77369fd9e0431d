package dev.postern.cli.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.audit.log.UnreadableLogException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalInstanceTest {

  @Test
  void itIsThatOfTheInstance() {
    assertThat(new LocalInstance(Map.of()).address(9092)).isEqualTo("localhost:9092");
    assertThat(new LocalInstance(Map.of("POSTERN_WORLD", "4")).address(9092))
        .isEqualTo("localhost:13092");
  }

  @Test
  void itsDataIsInAFolderOfItsOwn() {
    assertThat(new LocalInstance(Map.of("POSTERN_WORLD", "0")).data()).hasFileName(".postern");
    assertThat(new LocalInstance(Map.of("POSTERN_WORLD", "4")).data()).hasFileName(".postern-4");
  }

  @Test
  void whatIsNoInstanceIsRefused() {
    LocalInstance instance = new LocalInstance(Map.of("POSTERN_WORLD", "10"));

    assertThatThrownBy(() -> instance.address(9092)).isInstanceOf(UnreadableLogException.class);
  }
}
