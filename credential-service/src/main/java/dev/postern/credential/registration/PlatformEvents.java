package dev.postern.credential.registration;

import dev.postern.background.CallersContext;
import dev.postern.credential.access.Target;
import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.Containers;
import dev.postern.credential.credential.AttemptWorker;
import dev.postern.events.Event;
import dev.postern.events.UnreadableEventException;
import dev.postern.events.containers.RuntimeStatus;
import dev.postern.events.platform.ContainerProvisioned;
import dev.postern.events.platform.ContainerReach;
import dev.postern.events.platform.ContainerRecreated;
import dev.postern.events.platform.ContainerRetired;
import dev.postern.events.platform.ContainerStarted;
import dev.postern.events.platform.ContainerStopped;
import dev.postern.events.platform.PlatformEvent;
import dev.postern.outbox.IdempotentConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Containers that a platform announces by event. A writer of that topic has the role {@code
 * platform}: its events name the account.
 *
 * <p>The event with the later time counts, so that events that come twice or in another order have
 * the same result: a retired container stays retired, the latest of started and stopped wins, and
 * no recreation is lost or done twice.
 */
@ApplicationScoped
class PlatformEvents {

  private static final String PLATFORM = "platform";

  private final IdempotentConsumer consumer;
  private final PlatformContainerRepository rows;
  private final PlatformEventCheck check;
  private final Containers containers;
  private final ContainerLifecycle lifecycle;
  private final RefusalRecorder refusals;
  private final AttemptWorker worker;

  PlatformEvents(
      IdempotentConsumer consumer,
      PlatformContainerRepository rows,
      PlatformEventCheck check,
      Containers containers,
      ContainerLifecycle lifecycle,
      RefusalRecorder refusals,
      AttemptWorker worker) {
    this.consumer = consumer;
    this.rows = rows;
    this.check = check;
    this.containers = containers;
    this.lifecycle = lifecycle;
    this.refusals = refusals;
    this.worker = worker;
  }

  @Incoming("platform-containers")
  Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumer
        .consume(record, this::handle)
        .onFailure(UnreadableEventException.class)
        .call(refused -> answer(record, (UnreadableEventException) refused))
        .invoke(worker::wake);
  }

  /** On the context of the message again, where its dead letter is written. */
  private Uni<Void> answer(
      ConsumerRecord<String, String> record, UnreadableEventException refused) {
    return CallersContext.resume(refusals.refused(record, refused));
  }

  private Uni<Void> handle(Event<?> event) {
    if (event.data() instanceof PlatformEvent said) {
      check.key(event.key(), said);
      return rows.locked(said.ref())
          .chain(row -> row.isRetired() ? nothing() : handle(row, said, event.time()));
    }
    return nothing();
  }

  private Uni<Void> handle(PlatformContainer row, PlatformEvent said, Instant time) {
    if (said instanceof ContainerProvisioned provisioned) {
      return row.isRegistered() ? nothing() : begin(row, provisioned, time);
    }
    if (said instanceof ContainerStarted started) {
      return start(row, started.access(), time);
    }
    if (said instanceof ContainerStopped) {
      return row.says(RuntimeStatus.STOPPED, null, time) ? known(row, lifecycle::stop) : nothing();
    }
    if (said instanceof ContainerRecreated recreated) {
      return row.recreates(time) ? recreate(row, recreated.access(), time) : nothing();
    }
    return said instanceof ContainerRetired ? retire(row) : nothing();
  }

  private Uni<Void> begin(PlatformContainer row, ContainerProvisioned said, Instant time) {
    return check
        .container(said, row.access(), PLATFORM)
        .chain(container -> lifecycle.begin(container, said.ref()))
        .invoke(details -> row.becomes(details.id(), time))
        .chain(details -> row.isStopped() ? lifecycle.stop(details) : nothing());
  }

  private Uni<Void> start(PlatformContainer row, ContainerReach access, Instant time) {
    return row.says(RuntimeStatus.RUNNING, access, time)
        ? target(access).chain(target -> known(row, details -> lifecycle.start(details, target)))
        : nothing();
  }

  /** Where a later event came before, its state stays, and only a new password is made. */
  private Uni<Void> recreate(PlatformContainer row, ContainerReach access, Instant time) {
    ContainerReach current = row.says(RuntimeStatus.RUNNING, access, time) ? access : null;
    return target(current)
        .chain(target -> known(row, details -> lifecycle.recreate(details, target, PLATFORM)))
        .chain(() -> row.isStopped() ? known(row, lifecycle::stop) : nothing());
  }

  private Uni<Void> retire(PlatformContainer row) {
    row.retire();
    return known(row, lifecycle::end);
  }

  private Uni<Target> target(ContainerReach access) {
    return access == null ? Uni.createFrom().nullItem() : check.target(access);
  }

  /** Makes the change if the container is registered and was not deleted otherwise. */
  private Uni<Void> known(PlatformContainer row, Function<ContainerDetails, Uni<Void>> change) {
    return row.isRegistered()
        ? containers.lock(row.container()).onItem().ifNotNull().transformToUni(change::apply)
        : nothing();
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
