package dev.postern.local.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SupervisorTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Supervisor.Patience PATIENCE =
      new Supervisor.Patience(Duration.ofMillis(20), 3);

  private final List<String> notes = new CopyOnWriteArrayList<>();
  private final StandIn server = new StandIn();
  private final Supervisor supervisor =
      new Supervisor(
          "it", "it.log", server, PATIENCE, new BackOff(Duration.ofMillis(10)), notes::add);

  @AfterEach
  void close() {
    supervisor.close();
  }

  @Test
  void whatEndedIsStartedAgainAndSaidInOneLine() {
    // Given
    server.alive = false;

    // When
    supervisor.start();

    // Then
    await().atMost(SOON).until(() -> notes.size() == 2);
    assertThat(notes.get(0)).contains("it ended", "it.log");
    assertThat(notes.get(1)).isEqualTo("it is ready again");
    assertThat(server.starts).hasValue(1);
  }

  @Test
  void whatDoesNotAnswerOnceOrTwiceIsLeftAloneAndThenStartedAgain() {
    // Given
    server.silences.set(2);
    supervisor.start();
    await().atMost(SOON).until(() -> server.silences.get() < 0);
    assertThat(server.starts).hasValue(0);

    // When
    server.silences.set(3);

    // Then
    await().atMost(SOON).until(() -> server.starts.get() == 1);
    assertThat(notes.get(0)).contains("it does not answer");
  }

  @Test
  void whatEndsAgainAndAgainIsGivenUpWithWhatToDo() {
    // Given
    server.alive = false;
    server.fails = true;

    // When
    supervisor.start();

    // Then
    await().atMost(SOON).until(() -> notes.stream().anyMatch(n -> n.contains("any more")));
    assertThat(server.starts).hasValue(Supervisor.MOST_RESTARTS);
    assertThat(notes).contains("it did not start: no room");
  }

  /** Is what a test says; a start that works makes it alive and answering. */
  private static final class StandIn implements Supervisor.Server {

    private volatile boolean alive = true;
    private volatile boolean fails;
    private final AtomicInteger silences = new AtomicInteger();
    private final AtomicInteger starts = new AtomicInteger();

    @Override
    public boolean isAlive() {
      return alive;
    }

    @Override
    public boolean answers() {
      return silences.getAndDecrement() <= 0;
    }

    @Override
    public void restart() throws IOException {
      starts.incrementAndGet();
      if (fails) {
        throw new IOException("no room");
      }
      alive = true;
      silences.set(0);
    }
  }
}
