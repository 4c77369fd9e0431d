package dev.postern.notification.events;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The same consumer once more, in a group of its own that begins when a test wants a replay. */
@ApplicationScoped
class ReplayedContainers {

  private final ContainerEvents events;

  ReplayedContainers(ContainerEvents events) {
    this.events = events;
  }

  @Incoming("replayed-containers")
  Uni<Void> on(ConsumerRecord<String, String> record) {
    return events.on(record);
  }
}
