package dev.postern.audit.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.postern.audit.log.HistoryReader;
import dev.postern.audit.log.Progress;
import dev.postern.audit.projection.Holding;
import dev.postern.audit.projection.Holding.State;
import dev.postern.audit.testing.MemoryLog;
import dev.postern.audit.testing.Scene;
import dev.postern.backends.testing.SampleEvents;
import dev.postern.events.ips.Family;
import dev.postern.events.ips.PublicIpDetachRequested;
import dev.postern.events.ips.PublicIpReleased;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddressQuestionTest {

  private static final String ADDRESS = "192.0.2.10";

  private final Scene scene = new Scene().attach(ADDRESS, "c1", "demo");

  @Test
  void everyHolderIsNamedWithTheTimesOfTheLedger() {
    Instant from = scene.now().minusSeconds(1);
    scene.add(SampleEvents.moved(ADDRESS, Family.IPV4, "c2", "c1", "demo", true));
    Instant moved = scene.now();
    scene.add(new PublicIpDetachRequested(ADDRESS, Family.IPV4, "c2", "demo"));
    scene.add(
        SampleEvents.detached(
            ADDRESS, Family.IPV4, "c2", "demo", scene.now().plus(Duration.ofDays(1))));
    Instant detached = scene.now();

    assertThat(question().history(ADDRESS).holdings())
        .extracting(Holding::container, Holding::from, Holding::until, Holding::state)
        .containsExactly(
            tuple("c1", from, moved, State.ENDED), tuple("c2", moved, detached, State.QUARANTINED));
    assertThat(question().at(ADDRESS, moved).holdings())
        .extracting(Holding::container)
        .containsExactly("c2");
    assertThat(question().at(ADDRESS, detached).holdings()).isEmpty();
  }

  @Test
  void theTimesOfTheLedgerCountWhereTheEventTellsThem() {
    Instant held = scene.now().plusNanos(123_000);
    scene
        .script()
        .after(Duration.ofSeconds(1))
        .add(
            SampleEvents.moved(ADDRESS, Family.IPV4, "c2", "c1", "demo", true),
            Map.of("heldFrom", held.toString()));

    assertThat(question().history(ADDRESS).holdings())
        .extracting(Holding::until)
        .containsExactly(held, null);
  }

  @Test
  void aReleasedAddressMayBeAnothersLater() {
    scene.add(new PublicIpDetachRequested(ADDRESS, Family.IPV4, "c1", "demo"));
    scene.add(SampleEvents.detached(ADDRESS, Family.IPV4, "c1", "demo", scene.now()));
    scene.add(new PublicIpReleased(ADDRESS, Family.IPV4));
    scene.add(SampleEvents.attachRequested(ADDRESS, Family.IPV4, "c9", "friend", true));

    assertThat(question().history(ADDRESS).holdings())
        .extracting(Holding::account, Holding::state)
        .containsExactly(tuple("demo", State.ENDED), tuple("friend", State.ATTACHING));
  }

  private AddressQuestion question() {
    return new AddressQuestion(new HistoryReader(MemoryLog.of(scene.script()), Progress.NONE));
  }
}
