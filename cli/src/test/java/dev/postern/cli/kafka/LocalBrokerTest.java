package dev.postern.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.audit.log.UnreadableLogException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalBrokerTest {

  @Test
  void itIsThatOfTheInstance() {
    assertThat(new LocalBroker(Map.of()).address()).isEqualTo("localhost:9092");
    assertThat(new LocalBroker(Map.of("POSTERN_WORLD", "4")).address())
        .isEqualTo("localhost:13092");
  }

  @Test
  void whatIsNoInstanceIsRefused() {
    LocalBroker broker = new LocalBroker(Map.of("POSTERN_WORLD", "10"));

    assertThatThrownBy(broker::address).isInstanceOf(UnreadableLogException.class);
  }
}
