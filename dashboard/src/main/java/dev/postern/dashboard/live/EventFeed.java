package dev.postern.dashboard.live;

import dev.postern.events.EventHeaders;
import dev.postern.topicreader.RecordHeaders;
import dev.postern.topicreader.TopicReader;
import dev.postern.topicreader.TopicReader.Start;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Follows the services' topics from where they end at the start. Kafka may go away at any time:
 * pages then ask by themselves, and what happened meanwhile is told when it is back.
 */
@ApplicationScoped
class EventFeed implements TopicReader.Listener {

  private final LiveStreams streams;
  private final LiveConfig config;
  private final Map<String, Object> kafka;
  private TopicReader reader;

  EventFeed(
      LiveStreams streams,
      LiveConfig config,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.streams = streams;
    this.config = config;
    this.kafka = kafka;
  }

  void start(@Observes StartupEvent event) {
    var plan =
        new TopicReader.Plan(
            "postern-dashboard-live", ChangeReader.TOPICS, Start.END, config.confirmEvery());
    reader = new TopicReader(plan, kafka, this);
    reader.start();
  }

  void stop(@Observes ShutdownEvent event) {
    reader.close();
  }

  @Override
  public void read(ConsumerRecords<String, String> records) {
    records.forEach(this::tell);
  }

  private void tell(ConsumerRecord<String, String> record) {
    String type = RecordHeaders.text(record.headers(), EventHeaders.TYPE);
    ChangeReader.read(record.topic(), type, record.value()).ifPresent(streams::changed);
  }

  @Override
  public void answered() {
    streams.live(true);
  }

  @Override
  public void unanswered() {
    streams.live(false);
  }

  /** The next reading starts at the end: what happened until then is not told. */
  @Override
  public void failed() {
    streams.live(false);
    streams.changed(Change.MISSED);
  }
}
