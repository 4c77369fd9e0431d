package dev.postern.ip.restore;

import dev.postern.events.Event;
import dev.postern.events.EventData;
import dev.postern.events.Topics;
import dev.postern.events.containers.ContainerDeleted;
import dev.postern.events.containers.ContainerRecreated;
import dev.postern.events.containers.ContainerRegistered;
import dev.postern.events.containers.ContainerStarted;
import dev.postern.events.containers.ContainerStopped;
import dev.postern.events.ips.IpQuotaChanged;
import dev.postern.events.ips.PoolCreated;
import dev.postern.events.ips.PoolDeleted;
import dev.postern.events.ips.PoolResized;
import dev.postern.events.ips.PublicIpAttachRequested;
import dev.postern.events.ips.PublicIpAttached;
import dev.postern.events.ips.PublicIpDetachRequested;
import dev.postern.events.ips.PublicIpDetached;
import dev.postern.events.ips.PublicIpMoved;
import dev.postern.events.ips.PublicIpReleased;
import dev.postern.ip.attachment.Attachments;
import dev.postern.ip.attachment.PublishedAttachments;
import dev.postern.ip.container.KnownContainers;
import dev.postern.ip.pool.PublishedPools;
import dev.postern.ip.quota.Quotas;
import dev.postern.outbox.FreshTransaction;
import dev.postern.outbox.RestoreListener;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Takes over, one event in one transaction, what was published of addresses, pools and quotas after
 * the backup, and what postern.containers says of containers. Publishes nothing for it.
 */
@ApplicationScoped
class RestoreReconciler implements RestoreListener {

  private static final Logger LOG = Logger.getLogger(RestoreReconciler.class);

  private final Vertx vertx;
  private final PublishedAttachments published;
  private final PublishedPools pools;
  private final Quotas quotas;
  private final KnownContainers containers;
  private final Attachments attachments;

  RestoreReconciler(
      Vertx vertx,
      PublishedAttachments published,
      PublishedPools pools,
      Quotas quotas,
      KnownContainers containers,
      Attachments attachments) {
    this.vertx = vertx;
    this.published = published;
    this.pools = pools;
    this.quotas = quotas;
    this.containers = containers;
    this.attachments = attachments;
  }

  @Override
  public Uni<Void> published(Event<?> event) {
    return transaction(
        () ->
            switch (event.type().topic()) {
              case Topics.IPS -> address(event);
              case Topics.CONTAINERS -> container(event);
              default -> nothing();
            });
  }

  private Uni<Void> address(Event<?> event) {
    EventData data = event.data();
    if (data instanceof PublicIpAttachRequested said) {
      return published.taken(said, event);
    }
    if (data instanceof PublicIpAttached said) {
      return published.answers(said, event);
    }
    if (data instanceof PublicIpMoved said) {
      return published.moved(said, event);
    }
    if (data instanceof PublicIpDetachRequested said) {
      return published.leaves(said, event);
    }
    if (data instanceof PublicIpDetached said) {
      return published.left(said, event);
    }
    return data instanceof PublicIpReleased said ? published.released(said) : limits(event);
  }

  private Uni<Void> limits(Event<?> event) {
    EventData data = event.data();
    if (data instanceof PoolCreated said) {
      return pools.become(said.pool(), said.block(), said.reserved(), event.time());
    }
    if (data instanceof PoolResized said) {
      return pools.become(said.pool(), said.block(), said.reserved(), event.time());
    }
    if (data instanceof PoolDeleted said) {
      return pools.removed(said.pool());
    }
    return data instanceof IpQuotaChanged said ? quotas.become(said) : nothing();
  }

  private Uni<Void> container(Event<?> event) {
    EventData data = event.data();
    long sequence = event.sequence();
    if (data instanceof ContainerRegistered said) {
      return containers.registeredAgain(said, sequence);
    }
    if (data instanceof ContainerStarted said) {
      return containers.runs(said.container(), said.account(), sequence, said.sshd());
    }
    if (data instanceof ContainerRecreated said) {
      return containers.runs(said.container(), said.account(), sequence, said.sshd());
    }
    if (data instanceof ContainerStopped said) {
      return containers.stopped(said.container(), said.account(), sequence);
    }
    return data instanceof ContainerDeleted said
        ? containers.deleted(said.container(), said.account()).replaceWithVoid()
        : nothing();
  }

  @Override
  public Uni<Void> allTold(Instant noticedAt) {
    return transaction(pools::settle)
        .invoke(RestoreReconciler::report)
        .chain(() -> transaction(published::containersThatAreGone))
        .chain(this::detachAll);
  }

  /** Their deletion was consumed, and that their addresses leave was not published any more. */
  private Uni<Void> detachAll(List<String> gone) {
    return Multi.createFrom()
        .iterable(gone)
        .onItem()
        .transformToUniAndConcatenate(
            id -> transaction(() -> attachments.detachAll(id)).replaceWith(id))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static void report(long withoutPool) {
    LOG.warn("Addresses, pools and quotas are again what was published after the backup");
    if (withoutPool > 0) {
      LOG.errorf(
          "Addresses belong to no pool that the log tells of: create the pool again addresses=%d",
          withoutPool);
    }
  }

  private <T> Uni<T> transaction(Supplier<Uni<T>> work) {
    return FreshTransaction.run(vertx, work);
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
