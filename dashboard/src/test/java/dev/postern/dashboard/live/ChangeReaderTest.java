package dev.postern.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.events.EventCatalogue;
import dev.postern.events.EventType;
import dev.postern.events.Topics;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChangeReaderTest {

  @Test
  void everyEventOfItsTopicsNamesTheAccountByWhichPagesAreTold() {
    List<String> without =
        EventCatalogue.types().stream()
            .filter(type -> ChangeReader.TOPICS.contains(type.topic()))
            .filter(type -> !has(type, "account"))
            .map(EventType::name)
            .toList();

    // A free address is nobody's; the rest is for operators.
    assertThat(without)
        .containsExactlyInAnyOrder(
            "PublicIpReleased",
            "PoolCreated",
            "PoolResized",
            "PoolDeleted",
            "PolicyChanged",
            "AccessKeysRotated",
            "PlatformRequestRefused");
  }

  @Test
  void anAddressThatMovedIsAChangeOfBothContainers() {
    var change =
        ChangeReader.read(
            Topics.IPS,
            "dev.postern.PublicIpMoved.v1",
            "{\"account\":\"demo\",\"container\":\"c1\",\"previousContainer\":\"c2\"}");

    assertThat(change)
        .contains(new Change(Set.of("demo"), Set.of("container:c1", "container:c2", "ips")));
  }

  @Test
  void aDeadLetterIsForOperatorsAlone() {
    var change = ChangeReader.read(Topics.DEAD_LETTERS, null, "{\"account\":\"demo\"}");

    assertThat(change).contains(new Change(Set.of(), Set.of("dead-letters")));
  }

  private static boolean has(EventType<?> type, String component) {
    return Stream.of(type.data().getRecordComponents())
        .map(RecordComponent::getName)
        .anyMatch(component::equals);
  }
}
