package dev.postern.gateway.view;

import dev.postern.events.UnreadableEventException;
import dev.postern.topicreader.TopicReader;
import dev.postern.topicreader.TopicReader.Start;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * Keeps the view equal to the state topics, which it reads from their beginnings. Kafka may go away
 * at any time; the view then stays as it is. After an absence in which tombstones may have been
 * compacted away, everything is read again beside the view that serves.
 */
@ApplicationScoped
class StateTopicReader implements TopicReader.Listener {

  private static final Logger LOG = Logger.getLogger(StateTopicReader.class);

  private final GatewayView view;
  private final ViewConfig config;
  private final Map<String, Object> kafka;
  private TopicReader reader;

  /** What is read into; the view that serves has another one until this one is current. */
  private ViewState state;

  private Instant heard = Instant.EPOCH;

  StateTopicReader(
      GatewayView view,
      ViewConfig config,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.view = view;
    this.kafka = kafka;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    var plan =
        new TopicReader.Plan(
            "postern-ssh-gateway-view",
            StateRecords.TOPICS,
            Start.BEGINNING,
            config.confirmEvery());
    reader = new TopicReader(plan, kafka, this);
    reader.start();
  }

  void stop(@Observes ShutdownEvent event) {
    reader.close();
  }

  /** What was read before a failure may lack tombstones that fall due while Kafka is away. */
  @Override
  public void begins() {
    state = state == null ? view.state() : new ViewState();
    heard = Instant.now();
  }

  @Override
  public void read(ConsumerRecords<String, String> records) {
    records.forEach(this::apply);
    if (view.state() == state) {
      view.changed();
    }
  }

  private void apply(ConsumerRecord<String, String> record) {
    try {
      StateRecords.apply(record, state);
    } catch (RuntimeException e) {
      // The reasons of other exceptions may quote the record.
      LOG.errorf(
          "A state record cannot be read, so its key has no value record=%s/%d/%d reason=%s",
          record.topic(),
          record.partition(),
          record.offset(),
          e instanceof UnreadableStateException || e instanceof UnreadableEventException
              ? e.getMessage()
              : e.getClass().getSimpleName());
    }
  }

  @Override
  public void caughtUp() {
    heard = Instant.now();
    if (view.state() != state) {
      view.replace(state);
    }
    if (view.staleness(heard).isEmpty()) {
      LOG.infof("View loaded keys=%d containers=%d", view.keyCount(), view.containerCount());
    }
    view.confirm(heard);
    view.changed();
  }

  @Override
  public boolean startsOver() {
    Instant now = Instant.now();
    boolean away =
        Duration.between(heard, now).compareTo(config.reloadAfter()) > 0
            && view.state() == state
            && view.staleness(now).isPresent();
    if (away) {
      LOG.info("Kafka was away for too long, so the state topics are read again");
    }
    return away;
  }
}
