package dev.postern.credential.restore;

import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.Containers;
import dev.postern.credential.container.PublishedContainers;
import dev.postern.credential.credential.PublishedGenerations;
import dev.postern.credential.credential.UnknownGenerations;
import dev.postern.credential.publishing.Publisher;
import dev.postern.credential.transaction.Transactions;
import dev.postern.events.Event;
import dev.postern.events.EventData;
import dev.postern.events.Topics;
import dev.postern.events.containers.ContainerCreated;
import dev.postern.events.containers.ContainerDeleted;
import dev.postern.events.containers.ContainerRecreated;
import dev.postern.events.containers.ContainerRegistered;
import dev.postern.events.containers.ContainerUnreachable;
import dev.postern.events.containers.PasswordReset;
import dev.postern.events.containers.PasswordResetRequested;
import dev.postern.events.ips.PublicIpAttached;
import dev.postern.events.ips.PublicIpDetached;
import dev.postern.events.ips.PublicIpMoved;
import dev.postern.events.state.ContainerState;
import dev.postern.outbox.RestoreListener;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Makes each container of a restored database what was published of it after the backup, one event
 * in one transaction; then replaces the passwords of which nothing was published.
 */
@ApplicationScoped
class RestoreReconciler implements RestoreListener {

  private static final Logger LOG = Logger.getLogger(RestoreReconciler.class);
  private static final int PAGE = 100;
  private static final int TRIES = 3;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Transactions transactions;
  private final Containers containers;
  private final PublishedContainers publishedContainers;
  private final PublishedGenerations publishedGenerations;
  private final UnknownGenerations unknownGenerations;
  private final Publisher publisher;
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger unknown = new AtomicInteger();
  private final AtomicInteger replaced = new AtomicInteger();

  RestoreReconciler(
      Transactions transactions,
      Containers containers,
      PublishedContainers publishedContainers,
      PublishedGenerations publishedGenerations,
      UnknownGenerations unknownGenerations,
      Publisher publisher) {
    this.transactions = transactions;
    this.containers = containers;
    this.publishedContainers = publishedContainers;
    this.publishedGenerations = publishedGenerations;
    this.unknownGenerations = unknownGenerations;
    this.publisher = publisher;
  }

  @Override
  public Uni<Void> published(Event<?> event) {
    return transactions.now(
        () ->
            containers
                .lock(container(event))
                .chain(details -> details == null ? skip(event) : take(details, event)));
  }

  private static String container(Event<?> event) {
    EventData data = event.data();
    if (data instanceof PublicIpAttached said) {
      return said.container();
    }
    if (data instanceof PublicIpDetached said) {
      return said.container();
    }
    return data instanceof PublicIpMoved said ? said.previousContainer() : event.key();
  }

  /** Registered after the backup: its platform registers it again. */
  private Uni<Void> skip(Event<?> event) {
    if (event.data() instanceof ContainerRegistered) {
      unknown.incrementAndGet();
    }
    return nothing();
  }

  private Uni<Void> take(ContainerDetails details, Event<?> event) {
    taken.incrementAndGet();
    Uni<Void> passwords = publishedGenerations.take(details, event);
    return event.type().topic().equals(Topics.CONTAINERS)
        ? passwords
            .chain(() -> count(details.id(), event.data()))
            .chain(() -> publisher.recall(event))
            .chain(() -> change(details.id(), event))
        : passwords.chain(() -> change(details.id(), event));
  }

  /** The mark in the container and the mails that left know these numbers. */
  private Uni<Void> count(String id, EventData data) {
    if (data instanceof PasswordResetRequested said) {
      return publishedContainers.counted(id, said.generation());
    }
    if (data instanceof ContainerRecreated said) {
      return publishedContainers.counted(id, said.generation());
    }
    if (data instanceof ContainerCreated said) {
      return publishedContainers.counted(id, said.generation());
    }
    return data instanceof PasswordReset said
        ? publishedContainers.counted(id, said.generation())
        : nothing();
  }

  private Uni<Void> change(String id, Event<?> event) {
    EventData data = event.data();
    if (data instanceof ContainerState said) {
      return publishedContainers.become(id, said);
    }
    if (data instanceof ContainerRecreated) {
      return publishedContainers.recreated(id);
    }
    if (data instanceof ContainerDeleted) {
      return publishedContainers.deleted(id, event.time());
    }
    if (data instanceof ContainerUnreachable said) {
      return publishedContainers.silent(id, said.since());
    }
    if (data instanceof PublicIpAttached said) {
      return publishedContainers.attached(id, said);
    }
    if (data instanceof PublicIpDetached said) {
      return publishedContainers.detached(id, said.address());
    }
    // PublicIpAttached says when it answers for the new holder.
    return data instanceof PublicIpMoved said
        ? publishedContainers.detached(id, said.address())
        : nothing();
  }

  @Override
  public Uni<Void> allTold(Instant noticedAt) {
    return replaceAfter("", noticedAt).invoke(this::report);
  }

  private Uni<Void> replaceAfter(String after, Instant noticedAt) {
    return transactions
        .now(() -> unknownGenerations.containers(after, noticedAt, PAGE))
        .chain(
            page ->
                page.isEmpty()
                    ? nothing()
                    : replaceAll(page, noticedAt)
                        .chain(() -> replaceAfter(page.get(page.size() - 1), noticedAt)));
  }

  private Uni<Void> replaceAll(List<String> page, Instant noticedAt) {
    return Multi.createFrom()
        .iterable(page)
        .onItem()
        .transformToUniAndConcatenate(id -> replace(id, noticedAt).replaceWith(id))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** One container that fails must not keep all others waiting. */
  private Uni<Void> replace(String id, Instant noticedAt) {
    Supplier<Uni<Long>> replacing =
        () ->
            containers
                .lock(id)
                .chain(
                    details ->
                        details == null
                            ? Uni.createFrom().item(0L)
                            : unknownGenerations.replace(details, noticedAt));
    return transactions
        .now(replacing)
        .onFailure()
        .retry()
        .withBackOff(PAUSE)
        .atMost(TRIES)
        .invoke(number -> replaced.addAndGet(number > 0 ? 1 : 0))
        .onFailure()
        .invoke(failure -> LOG.errorf(failure, "Cannot replace a password container=%s", id))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  private void report() {
    LOG.warnf(
        "The restored database took over what was published after it events=%d replaced=%d"
            + " unregistered=%d",
        taken.getAndSet(0), replaced.getAndSet(0), unknown.get());
    if (unknown.getAndSet(0) > 0) {
      LOG.warn(
          "Containers that were registered after the backup are unknown to this service: their"
              + " platform registers them again");
    }
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
