package dev.postern.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveStreamTest {

  private final AtomicReference<LiveStream> stream = new AtomicReference<>();
  private final AssertSubscriber<Message> page = AssertSubscriber.create(0);

  @Test
  void aPageThatDoesNotReadIsToldOnceAndInOneMessage() {
    open(Duration.ZERO);
    tell("keys");
    tell("container:c1");
    tell("keys");
    page.assertHasNotReceivedAnyItem();

    page.request(5);
    stream.get().flush();

    assertThat(page.getItems()).extracting(Message::data).containsExactly("keys container:c1");
  }

  @Test
  void aPageThatMissedALotIsToldThatEverythingMayHaveChanged() {
    open(Duration.ZERO);
    IntStream.range(0, 600).forEach(n -> tell("container:c" + n));

    page.request(1);
    stream.get().flush();

    assertThat(page.getItems().get(0).data()).startsWith("*").hasSizeLessThan(2000);
  }

  @Test
  void aSecondMessageWaitsForItsTime() {
    open(Duration.ofHours(1));
    page.request(5);

    tell("keys");
    tell("shares");

    assertThat(page.getItems()).extracting(Message::data).containsExactly("keys");
  }

  private void open(Duration spacing) {
    Multi.createFrom()
        .<Message>emitter(
            emitter -> stream.set(new LiveStream(new Viewer("demo", false), emitter, spacing)),
            BackPressureStrategy.DROP)
        .subscribe(page);
  }

  private void tell(String name) {
    stream.get().tell(new Change(Set.of("demo"), Set.of(name)), "r.1");
  }
}
