package dev.postern.notification.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.testing.Backends;
import dev.postern.events.Topics;
import dev.postern.notification.testing.Database;
import dev.postern.notification.testing.NotificationBackends;
import dev.postern.notification.testing.Published;
import dev.postern.notification.testing.Scene;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.ChannelRegistry;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** An operator lets the service read everything again. */
@QuarkusTest
@WithTestResource(NotificationBackends.class)
class NewConsumerGroupTest {

  @Inject ChannelRegistry channels;

  @Test
  void theWholeTopicAgainUnderANewGroupMailsNothing() throws Exception {
    Scene created = Scene.fresh().withContact().holding(1);
    Scene reset = Scene.fresh().withContact().holding(1).holding(2);
    Published.event(created.created());
    Published.event(reset.created());
    await().untilAsserted(() -> assertThat(created.states()).containsExactly("SENT"));
    await().untilAsserted(() -> assertThat(reset.states()).containsExactly("SENT"));
    Published.event(reset.reset(2));
    await().untilAsserted(() -> assertThat(reset.states()).containsExactly("SENT", "SENT"));
    created.holding(1);
    reset.holding(1).holding(2);
    List<String> before = jobs();
    long leases = NotificationBackends.desk().leasesOf(created.secretRef(1));

    channels.getPausable(NotificationBackends.REPLAY).resume();
    await().until(NewConsumerGroupTest::isReadToTheEnd);
    channels.getPausable(NotificationBackends.REPLAY).pause();

    assertThat(jobs()).isEqualTo(before);
    assertThat(created.mails()).hasSize(1);
    assertThat(reset.mails()).hasSize(2);
    assertThat(NotificationBackends.desk().leasesOf(created.secretRef(1))).isEqualTo(leases);
  }

  private static List<String> jobs() {
    return Database.column(
        "SELECT id || ' ' || state || ' ' || attempts FROM mail_job"
            + " WHERE state <> 'NO_CONTACT' ORDER BY id");
  }

  private static boolean isReadToTheEnd() throws Exception {
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", Backends.kafkaBootstrap()))) {
      Map<TopicPartition, OffsetAndMetadata> read =
          admin
              .listConsumerGroupOffsets(NotificationBackends.REPLAY)
              .partitionsToOffsetAndMetadata()
              .get();
      Map<TopicPartition, OffsetSpec> ends =
          admin
              .describeTopics(List.of(Topics.CONTAINERS))
              .allTopicNames()
              .get()
              .get(Topics.CONTAINERS)
              .partitions()
              .stream()
              .collect(
                  Collectors.toMap(
                      part -> new TopicPartition(Topics.CONTAINERS, part.partition()),
                      part -> OffsetSpec.latest()));
      return admin.listOffsets(ends).all().get().entrySet().stream()
          .allMatch(
              end ->
                  end.getValue().offset() == 0
                      || read.get(end.getKey()) != null
                          && read.get(end.getKey()).offset() == end.getValue().offset());
    }
  }
}
