package dev.postern.ip.attachment;

import dev.postern.events.ips.Family;
import dev.postern.identity.Scope;
import dev.postern.ip.container.KnownContainer;
import dev.postern.ip.container.KnownContainers;
import dev.postern.outbox.CurrentTrace;
import dev.postern.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Gives containers the addresses that their targets ask for, one in a transaction. A container that
 * cannot have one now, because its quota or the pool is used up, is tried again at the next pass.
 */
@ApplicationScoped
class TargetReconciler {

  private static final Logger LOG = Logger.getLogger(TargetReconciler.class);

  private final KnownContainers containers;
  private final AttachmentRepository repository;
  private final Attachments attachments;

  TargetReconciler(
      KnownContainers containers, AttachmentRepository repository, Attachments attachments) {
    this.containers = containers;
    this.repository = repository;
    this.attachments = attachments;
  }

  Uni<Void> reconcileAll() {
    return Panache.withSession(containers::unmet)
        .chain(
            ids ->
                Multi.createFrom()
                    .iterable(ids)
                    .onItem()
                    .transformToUniAndConcatenate(id -> reconcile(id).replaceWith(id))
                    .collect()
                    .last())
        .replaceWithVoid();
  }

  private Uni<Void> reconcile(String id) {
    return Panache.withTransaction(
            () -> containers.locked(id, Scope.everyAccount()).chain(this::traced))
        .onFailure(Problem.class)
        .recoverWithUni(problem -> remember(id, ((Problem) problem).type().slug()))
        .chain(more -> more ? reconcile(id) : Uni.createFrom().voidItem());
  }

  /** In the trace of what set the targets. */
  private Uni<Boolean> traced(KnownContainer container) {
    return CurrentTrace.continued(
        "reconcile targets",
        container.traceParent(),
        container.causationId(),
        () -> takeOneOrFinish(container));
  }

  /**
   * @return whether an address was taken, so that the targets must be looked at again
   */
  private Uni<Boolean> takeOneOrFinish(KnownContainer container) {
    return takeOne(container, Family.IPV4)
        .chain(taken -> taken ? Uni.createFrom().item(true) : takeOne(container, Family.IPV6))
        .invoke(
            taken -> {
              if (!taken) {
                container.targetsMet();
              }
            });
  }

  private Uni<Boolean> takeOne(KnownContainer container, Family family) {
    if (container.target(family) == 0) {
      return Uni.createFrom().item(false);
    }
    return repository
        .live(container.id(), family)
        .chain(
            live ->
                live >= container.target(family)
                    ? Uni.createFrom().item(false)
                    : attachments
                        .attach(AttachRequest.towardsTarget(container.id(), family))
                        .replaceWith(true));
  }

  private Uni<Boolean> remember(String id, String reason) {
    return Panache.withTransaction(
            () ->
                containers
                    .locked(id, Scope.everyAccount())
                    .invoke(
                        container -> {
                          if (!Objects.equals(container.unmetReason(), reason)) {
                            LOG.warnf(
                                "Container has fewer addresses than its target container=%s"
                                    + " account=%s reason=%s",
                                id, container.account(), reason);
                          }
                          container.targetsUnmet(reason);
                        }))
        .onFailure(Problem.class)
        .recoverWithNull()
        .replaceWith(false);
  }
}
