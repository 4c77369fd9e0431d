package dev.postern.local.status;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How many records each consumer group has still to read. */
final class ConsumerLag {

  private static final String TIMEOUT_MILLIS = "5000";

  private ConsumerLag() {}

  /**
   * Records by group, which is the service's name; a service that consumes nothing is not there.
   */
  static Map<String, Long> of(int port) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", "127.0.0.1:" + port);
    settings.put("default.api.timeout.ms", TIMEOUT_MILLIS);
    settings.put("request.timeout.ms", TIMEOUT_MILLIS);
    try (Admin admin = Admin.create(settings)) {
      Map<String, Long> lag = new HashMap<>();
      for (var service : dev.postern.local.instance.Service.values()) {
        Map<TopicPartition, OffsetAndMetadata> committed =
            admin.listConsumerGroupOffsets(service.title()).partitionsToOffsetAndMetadata().get();
        if (!committed.isEmpty()) {
          lag.put(service.title(), behind(admin, port, committed));
        }
      }
      return lag;
    } catch (ExecutionException e) {
      return Map.of(); // the row of Kafka says that it is down
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }

  private static long behind(
      Admin admin, int port, Map<TopicPartition, OffsetAndMetadata> committed)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest =
        committed.keySet().stream()
            .collect(Collectors.toMap(Function.identity(), p -> OffsetSpec.latest()));
    var ends = admin.listOffsets(latest).all().get();
    Map<TopicPartition, UnreadRange> unread = new HashMap<>();
    committed.forEach(
        (partition, position) -> {
          if (position != null && position.offset() < ends.get(partition).offset()) {
            unread.put(partition, new UnreadRange(position.offset(), ends.get(partition).offset()));
          }
        });
    return unread.isEmpty() ? 0 : UnreadRecords.count(port, unread);
  }
}
