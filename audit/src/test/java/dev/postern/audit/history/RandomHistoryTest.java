package dev.postern.audit.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.access.AccessQuestion;
import dev.postern.audit.access.WayIn;
import dev.postern.audit.address.AddressQuestion;
import dev.postern.audit.log.HistoryReader;
import dev.postern.audit.log.Progress;
import dev.postern.audit.projection.Holding;
import dev.postern.audit.testing.MemoryLog;
import dev.postern.audit.testing.Scene;
import dev.postern.audit.verify.LogVerification;
import dev.postern.audit.verify.VerificationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** 10,000 random operations, with batches that are published again, against a plain model. */
class RandomHistoryTest {

  private static final int OPERATIONS = 10_000;
  private static final int MOMENTS = Boolean.getBoolean("postern.soak") ? 1_000 : 30;
  private static final long SEED = Long.getLong("postern.seed", System.nanoTime());

  private final RandomHistory history = new RandomHistory(SEED, OPERATIONS);
  private final MemoryLog log = MemoryLog.of(history.published());
  private final Map<String, String> keys = new HashMap<>();
  private final Random random = new Random(SEED);

  RandomHistoryTest() {
    history.model.keys.forEach(key -> keys.put(Scene.fingerprint(key.id()), key.id()));
  }

  @Test
  void whoCouldLogInIsWhatTheModelSays() {
    var question = new AccessQuestion(new HistoryReader(log, Progress.NONE));
    for (int i = 0; i < MOMENTS; i++) {
      String container = history.containers().get(random.nextInt(history.containers().size()));
      Instant at = moment();

      assertThat(shown(question.toContainer(container, at).ways()))
          .as("seed %d, container %s at %s", SEED, container, at)
          .isEqualTo(history.model.access(container, at));
    }
  }

  @Test
  void whoHeldAnAddressIsWhatTheModelSays() {
    var question = new AddressQuestion(new HistoryReader(log, Progress.NONE));
    for (int i = 0; i < MOMENTS; i++) {
      String address = RandomHistory.address(random.nextInt(20));
      Instant at = moment();

      List<Holding> holdings = question.at(address, at).holdings();

      assertThat(holdings.stream().map(Holding::container).findFirst())
          .as("seed %d, address %s at %s", SEED, address, at)
          .isEqualTo(history.model.holder(address, at));
    }
  }

  @Test
  void nothingThatMustHoldIsBrokenByIt() {
    VerificationReport report =
        new LogVerification(log, Progress.NONE, history.end(), Duration.ofSeconds(5)).run();

    // State topics are not part of this history, and what a dying process left open has no end.
    assertThat(
            report.results().stream()
                .filter(result -> !result.holds())
                .map(result -> result.invariant().title())
                .toList())
        .as("seed %d", SEED)
        .isSubsetOf("state-equals-events", "every-reset-ends");
  }

  private Instant moment() {
    long span = Duration.between(Scene.BEGIN, history.end()).toMillis();
    return Scene.BEGIN.plusMillis(random.nextLong(span + 1));
  }

  private Set<String> shown(List<WayIn> ways) {
    return ways.stream().map(this::shown).collect(Collectors.toCollection(TreeSet::new));
  }

  private String shown(WayIn way) {
    String shown =
        way.kind()
            + " "
            + way.account()
            + " "
            + keys.getOrDefault(String.valueOf(way.credential()), way.credential())
            + " "
            + way.open();
    return way.kind() == WayIn.Kind.PASSWORD ? shown + " " + new TreeSet<>(way.where()) : shown;
  }
}
