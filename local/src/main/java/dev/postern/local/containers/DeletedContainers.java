package dev.postern.local.containers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.events.EventCatalogue;
import dev.postern.events.EventHeaders;
import dev.postern.events.Topics;
import dev.postern.events.containers.ContainerDeleted;
import dev.postern.topicreader.RecordHeaders;
import dev.postern.topicreader.TopicReader;
import dev.postern.topicreader.TopicReader.Start;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Ends the containers of this machine that were deleted by others: by REST or by an event. The
 * topic is read from its beginning, so that a launcher that did not run then finds them too.
 */
public final class DeletedContainers implements TopicReader.Listener, AutoCloseable {

  private static final Duration CONFIRM_EVERY = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DELETED =
      EventCatalogue.typeOf(ContainerDeleted.class).cloudEventType();

  private final Function<String, Optional<String>> delete;
  private final Consumer<String> note;
  private final TopicReader reader;

  /**
   * @param delete ends the container of an id, if it is here, and gives its name
   * @param note gets a line for the user when a container is ended
   */
  public DeletedContainers(
      String bootstrap, Function<String, Optional<String>> delete, Consumer<String> note) {
    this.delete = delete;
    this.note = note;
    this.reader =
        new TopicReader(
            new TopicReader.Plan(
                "postern-launcher-containers",
                List.of(Topics.CONTAINERS),
                Start.BEGINNING,
                CONFIRM_EVERY),
            Map.of("bootstrap.servers", bootstrap),
            this);
  }

  public void start() {
    reader.start();
  }

  @Override
  public void read(ConsumerRecords<String, String> records) {
    for (ConsumerRecord<String, String> record : records) {
      if (isDeletion(record)) {
        container(record)
            .flatMap(delete)
            .ifPresent(name -> note.accept("container " + name + " was deleted and is ended here"));
      }
    }
  }

  private static boolean isDeletion(ConsumerRecord<String, String> record) {
    return record.value() != null
        && DELETED.equals(RecordHeaders.text(record.headers(), EventHeaders.TYPE));
  }

  /** Nothing where the record is none that a service wrote. */
  private static Optional<String> container(ConsumerRecord<String, String> record) {
    try {
      return Optional.ofNullable(JSON.readTree(record.value()).path("container").textValue());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
