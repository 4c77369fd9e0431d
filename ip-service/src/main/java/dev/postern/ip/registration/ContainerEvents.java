package dev.postern.ip.registration;

import dev.postern.events.Event;
import dev.postern.events.containers.ContainerDeleted;
import dev.postern.events.containers.ContainerRecreated;
import dev.postern.events.containers.ContainerRegistered;
import dev.postern.events.containers.ContainerStarted;
import dev.postern.events.containers.ContainerStopped;
import dev.postern.ip.attachment.Attachments;
import dev.postern.ip.attachment.Reconciler;
import dev.postern.ip.container.KnownContainers;
import dev.postern.outbox.IdempotentConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads {@code postern.containers}; each event counts once, in whatever order they come. */
@ApplicationScoped
class ContainerEvents {

  private final IdempotentConsumer consumer;
  private final KnownContainers containers;
  private final Attachments attachments;
  private final Reconciler reconciler;

  ContainerEvents(
      IdempotentConsumer consumer,
      KnownContainers containers,
      Attachments attachments,
      Reconciler reconciler) {
    this.consumer = consumer;
    this.containers = containers;
    this.attachments = attachments;
    this.reconciler = reconciler;
  }

  @Incoming("containers")
  Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumer.consume(record, this::handle).invoke(reconciler::wakeForAll);
  }

  private Uni<Void> handle(Event<?> event) {
    if (event.data() instanceof ContainerRegistered registered) {
      return containers.registered(registered, event.sequence());
    }
    if (event.data() instanceof ContainerStarted started) {
      return containers.runs(
          started.container(), started.account(), event.sequence(), started.sshd());
    }
    if (event.data() instanceof ContainerRecreated recreated) {
      return containers.runs(
          recreated.container(), recreated.account(), event.sequence(), recreated.sshd());
    }
    if (event.data() instanceof ContainerStopped stopped) {
      return containers.stopped(stopped.container(), stopped.account(), event.sequence());
    }
    if (event.data() instanceof ContainerDeleted deleted) {
      return containers
          .deleted(deleted.container(), deleted.account())
          .chain(container -> attachments.detachAll(container.id()));
    }
    return Uni.createFrom().voidItem();
  }
}
