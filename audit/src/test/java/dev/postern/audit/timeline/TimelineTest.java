package dev.postern.audit.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.log.HistoryReader;
import dev.postern.audit.log.Progress;
import dev.postern.audit.testing.MemoryLog;
import dev.postern.audit.testing.Scene;
import dev.postern.events.containers.ContainerStopped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private final Scene scene =
      new Scene()
          .register("c1", "demo", "web-1", "shop")
          .create("c1", "demo", "web-1", "shop")
          .register("c2", "friend", "db-1", "shop")
          .addKey("k1", "demo", null)
          .attach("192.0.2.10", "c1", "demo")
          .requestReset("c1", "demo", 2);

  @Test
  void aContainersEventsComeFromAllTopicsInTheOrderOfTime() {
    assertThat(types(timeline().ofContainer("web-1", null, null)))
        .containsExactly(
            "ContainerRegistered",
            "ContainerCreated",
            "CredentialsMailed",
            "PublicIpAttachRequested",
            "PublicIpAttached",
            "PasswordResetRequested");
  }

  @Test
  void aDeletedContainersEventsAreFoundByItsNameToo() {
    scene.delete("c1", "demo", "web-1", "shop");

    assertThat(types(timeline().ofContainer("web-1", null, null))).contains("ContainerDeleted");
  }

  @Test
  void anAccountsEventsAreItsOwnAndThoseOfOthersThatNameIt() {
    scene.share("s1", "friend", "shop", "demo");

    assertThat(types(timeline().ofAccount("demo", null, null)))
        .contains("KeyAdded", "EnvironmentShared", "PasswordResetRequested")
        .hasSize(8);
  }

  @Test
  void whatSomebodyAskedForIsFoundByTheSubjectOfTheToken() {
    assertThat(types(timeline().ofActor("s-demo", null, null)))
        .containsExactly("KeyAdded", "PasswordResetRequested");
    assertThat(timeline().ofActor("s-dem", null, null).entries()).isEmpty();
  }

  @Test
  void aPeriodHasItsFirstAndItsLastMoment() {
    assertThat(types(timeline().ofContainer("c1", scene.now(), scene.now())))
        .containsExactly("PasswordResetRequested");
    assertThat(timeline().ofContainer("c1", scene.now().plusNanos(1000), null).entries()).isEmpty();
  }

  @Test
  void aNameThatIsSpelledByEscapesIsFound() {
    scene.add(new ContainerStopped("c1", "demo"));
    var records = scene.script().records();
    var last = records.remove(records.size() - 1);
    String escaped =
        new String(last.value(), StandardCharsets.UTF_8).replace("\"c1\"", "\"\\u00631\"");
    records.add(
        new ProducerRecord<>(
            last.topic(),
            null,
            last.timestamp(),
            last.key(),
            escaped.getBytes(StandardCharsets.UTF_8),
            last.headers()));

    assertThat(types(timeline().ofContainer("c1", null, null))).contains("ContainerStopped");
  }

  private Timeline timeline() {
    MemoryLog log = MemoryLog.of(scene.script());
    return new Timeline(log, new HistoryReader(log, Progress.NONE));
  }

  private static List<String> types(Timeline.Answer answer) {
    return answer.entries().stream().map(entry -> entry.event().type().split("\\.")[2]).toList();
  }
}
