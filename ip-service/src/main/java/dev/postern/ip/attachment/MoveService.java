package dev.postern.ip.attachment;

import dev.postern.events.ips.Family;
import dev.postern.events.ips.PublicIpMoved;
import dev.postern.identity.Scope;
import dev.postern.ip.container.KnownContainer;
import dev.postern.ip.container.KnownContainers;
import dev.postern.ip.ledger.Ledger;
import dev.postern.outbox.OutboxEmitter;
import dev.postern.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gives addresses from one running container of an account to another, in the caller's transaction
 * and without quarantine. In the ledger the next tenure begins when the one before ends.
 */
@ApplicationScoped
class MoveService {

  private final AttachmentRepository repository;
  private final ContainerPairs pairs;
  private final QuotaCheck quota;
  private final Ledger ledger;
  private final OutboxEmitter outbox;

  MoveService(
      AttachmentRepository repository,
      KnownContainers containers,
      QuotaCheck quota,
      Ledger ledger,
      OutboxEmitter outbox) {
    this.repository = repository;
    this.pairs = new ContainerPairs(containers);
    this.quota = quota;
    this.ledger = ledger;
    this.outbox = outbox;
  }

  /**
   * Gives one address to another container. The targets of both follow.
   *
   * @param scope whose both must be
   * @return fails with 404 where either is not the account's; with 409 where they are the same, of
   *     two accounts or stopped, where the address is leaving, is the primary and not the last, or
   *     the quota is used up; with 429 where the account took too many in the last hour
   */
  Uni<Attachment> move(String address, String to, Scope scope) {
    return repository
        .containerOf(address)
        .onItem()
        .ifNull()
        .failWith(Attachments::noAddress)
        .chain(from -> pairs.locked(from, Attachments.noAddress(), to, scope))
        .chain(pair -> repository.locked(address).chain(a -> move(a, pair)));
  }

  private Uni<Attachment> move(Attachment attachment, ContainerPairs.Pair pair) {
    if (attachment == null || !attachment.container.equals(pair.a().id())) {
      throw Attachments.noAddress();
    }
    if (!attachment.state.isLive()) {
      throw Problem.conflict(
          "address-leaving",
          "The address is being detached and cannot be moved. Attach another one instead.");
    }
    Family family = attachment.family;
    return quota
        .arriving(pair.b(), pair.a(), family, 1)
        .chain(() -> repository.liveLocked(pair.a().id(), family))
        .invoke(left -> Attachments.refusePrimaryBeforeOthers(attachment, left))
        .invoke(left -> pair.a().setTarget(family, left.size() - 1))
        .chain(() -> repository.liveLocked(pair.b().id(), family))
        .chain(there -> arrive(attachment, pair.b(), there.isEmpty()))
        .invoke(() -> pair.b().setTarget(family, pair.b().target(family) + 1))
        .replaceWith(attachment);
  }

  private Uni<Void> arrive(Attachment attachment, KnownContainer to, boolean primary) {
    attachment.takenAt = Instant.now();
    return passOn(attachment, to, primary);
  }

  private Uni<Void> passOn(Attachment attachment, KnownContainer to, boolean primary) {
    String previous = attachment.container;
    attachment.goTo(to, primary);
    return ledger
        .passOn(attachment.address, attachment.container, attachment.account)
        .chain(from -> outbox.send(attachment.causationId, moved(attachment, previous, from)));
  }

  private static PublicIpMoved moved(Attachment a, String previous, Instant heldFrom) {
    return new PublicIpMoved(
        a.address, a.family, a.container, previous, a.account, a.primary, heldFrom);
  }

  /**
   * Two containers trade all their addresses of a family, and their targets. Each primary stays
   * one.
   *
   * @return the addresses that changed hands; fails as {@link #move} does, and with 409 where
   *     neither has one
   */
  Uni<List<Attachment>> swap(String a, String b, Family family, Scope scope) {
    return pairs.locked(a, null, b, scope).chain(pair -> swap(pair, family));
  }

  private Uni<List<Attachment>> swap(ContainerPairs.Pair pair, Family family) {
    return repository
        .liveLocked(pair.a().id(), family)
        .chain(
            ofA ->
                repository
                    .liveLocked(pair.b().id(), family)
                    .chain(
                        ofB ->
                            quota
                                .arriving(pair.a(), pair.b(), family, ofB.size() - ofA.size())
                                .chain(
                                    () ->
                                        quota.arriving(
                                            pair.b(), pair.a(), family, ofA.size() - ofB.size()))
                                .chain(() -> trade(pair, family, ofA, ofB))));
  }

  private Uni<List<Attachment>> trade(
      ContainerPairs.Pair pair, Family family, List<Attachment> ofA, List<Attachment> ofB) {
    List<Attachment> all = Stream.concat(ofA.stream(), ofB.stream()).toList();
    if (all.isEmpty()) {
      throw Problem.conflict(
          "nothing-to-swap",
          "Neither container has an address of this family. Attach one to either first.");
    }
    List<Attachment> primaries = all.stream().filter(attachment -> attachment.primary).toList();
    int targetOfA = pair.a().target(family);
    pair.a().setTarget(family, pair.b().target(family));
    pair.b().setTarget(family, targetOfA);
    return stepDown(primaries)
        .chain(() -> inTurn(ofA, pair.b(), primaries))
        .chain(() -> inTurn(ofB, pair.a(), primaries))
        .replaceWith(all);
  }

  /** A container has one primary at every statement, not only at the end. */
  private static Uni<Void> stepDown(List<Attachment> primaries) {
    primaries.forEach(attachment -> attachment.primary = false);
    return Panache.getSession().chain(s -> s.flush());
  }

  private Uni<Void> inTurn(
      List<Attachment> attachments, KnownContainer to, List<Attachment> primaries) {
    return Multi.createFrom()
        .iterable(attachments)
        .onItem()
        .transformToUniAndConcatenate(a -> passOn(a, to, primaries.contains(a)).replaceWith(a))
        .collect()
        .last()
        .replaceWithVoid();
  }
}
