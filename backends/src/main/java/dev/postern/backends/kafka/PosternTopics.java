package dev.postern.backends.kafka;

import dev.postern.events.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Makes the topics of the contracts: events are kept forever, sessions and requests for a year
 * (they hold source addresses), state is compacted.
 */
public final class PosternTopics {

  /** More than the services' instances on one machine; ordering is per key, so any number does. */
  static final int PARTITIONS = 6;

  private static final Duration SOURCES_KEPT = Duration.ofDays(365);

  /** A reader of state that was away longer than half of this reloads the topic whole. */
  private static final Duration TOMBSTONES_KEPT = Duration.ofDays(7);

  private static final List<String> KEPT_FOR_EVER =
      List.of(
          Topics.PLATFORM_CONTAINERS,
          Topics.PLATFORM_IPS,
          Topics.CONTAINERS,
          Topics.KEYS,
          Topics.IPS,
          Topics.NOTIFICATIONS,
          Topics.CHECKPOINTS,
          Topics.DEAD_LETTERS);

  private PosternTopics() {}

  /**
   * Makes the topics that are missing; one that exists is left as its operator set it.
   *
   * @throws IllegalStateException when the cluster does not answer or refuses
   */
  public static void create(String bootstrap) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.createTopics(all()).values().values().forEach(PosternTopics::await);
    }
  }

  /** The topics with their policies, for one broker. */
  public static List<NewTopic> all() {
    return Stream.of(
            KEPT_FOR_EVER.stream().map(name -> keptFor(name, "-1")),
            Stream.of(Topics.SESSIONS, Topics.REQUESTS)
                .map(name -> keptFor(name, Long.toString(SOURCES_KEPT.toMillis()))),
            Topics.STATES.stream().map(PosternTopics::compacted))
        .flatMap(topics -> topics)
        .toList();
  }

  private static NewTopic keptFor(String name, String retentionMillis) {
    return topic(name, Map.of("cleanup.policy", "delete", "retention.ms", retentionMillis));
  }

  private static NewTopic compacted(String name) {
    String kept = Long.toString(TOMBSTONES_KEPT.toMillis());
    return topic(name, Map.of("cleanup.policy", "compact", "delete.retention.ms", kept));
  }

  private static NewTopic topic(String name, Map<String, String> settings) {
    return new NewTopic(name, PARTITIONS, (short) 1).configs(settings);
  }

  private static void await(KafkaFuture<Void> created) {
    try {
      created.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException("The topics could not be made", e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the topics were made", e);
    }
  }
}
