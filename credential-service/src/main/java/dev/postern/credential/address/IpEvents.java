package dev.postern.credential.address;

import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.Containers;
import dev.postern.credential.container.PublicAddress;
import dev.postern.credential.credential.AttemptWorker;
import dev.postern.credential.credential.Credentials;
import dev.postern.events.Event;
import dev.postern.events.ips.PublicIpAttached;
import dev.postern.events.ips.PublicIpDetached;
import dev.postern.events.ips.PublicIpMoved;
import dev.postern.outbox.IdempotentConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the addresses of containers, and wakes the creation that waits for one. */
@ApplicationScoped
class IpEvents {

  private final IdempotentConsumer consumer;
  private final Containers containers;
  private final Credentials credentials;
  private final AttemptWorker worker;

  IpEvents(
      IdempotentConsumer consumer,
      Containers containers,
      Credentials credentials,
      AttemptWorker worker) {
    this.consumer = consumer;
    this.containers = containers;
    this.credentials = credentials;
    this.worker = worker;
  }

  @Incoming("ips")
  Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumer.consume(record, this::handle).invoke(worker::wake);
  }

  private Uni<Void> handle(Event<?> event) {
    if (event.data() instanceof PublicIpAttached attached) {
      return ofContainer(attached.container(), details -> attach(details, attached));
    }
    if (event.data() instanceof PublicIpDetached detached) {
      return ofContainer(
          detached.container(), details -> containers.detach(details.id(), detached.address()));
    }
    if (event.data() instanceof PublicIpMoved moved) {
      // PublicIpAttached says when it answers for the new holder.
      return ofContainer(
          moved.previousContainer(), details -> containers.detach(details.id(), moved.address()));
    }
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> ofContainer(String id, Function<ContainerDetails, Uni<Void>> change) {
    return containers.lock(id).onItem().ifNotNull().transformToUni(change::apply);
  }

  private Uni<Void> attach(ContainerDetails details, PublicIpAttached attached) {
    PublicAddress address =
        new PublicAddress(
            attached.address(), attached.port(), attached.family().name(), attached.primary());
    return containers
        .attach(details.id(), address)
        .chain(() -> containers.addresses(details.id()))
        .chain(
            served ->
                served.size() < details.options().publicIps().total()
                    ? Uni.createFrom().voidItem()
                    : credentials.retryNow(details.id(), details.generation()));
  }
}
