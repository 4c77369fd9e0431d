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

/** How far each consumer group is behind the end of its topics. */
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
          lag.put(service.title(), behind(admin, committed));
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

  private static long behind(Admin admin, Map<TopicPartition, OffsetAndMetadata> committed)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest =
        committed.keySet().stream()
            .collect(Collectors.toMap(Function.identity(), p -> OffsetSpec.latest()));
    var ends = admin.listOffsets(latest).all().get();
    return committed.entrySet().stream()
        .filter(entry -> entry.getValue() != null)
        .mapToLong(e -> Math.max(0, ends.get(e.getKey()).offset() - e.getValue().offset()))
        .sum();
  }
}
