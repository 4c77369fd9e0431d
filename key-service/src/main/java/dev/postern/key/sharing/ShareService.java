package dev.postern.key.sharing;

import dev.postern.identity.Scope;
import dev.postern.key.account.AccountLock;
import dev.postern.key.id.OpaqueId;
import dev.postern.key.listing.Page;
import dev.postern.key.listing.Quota;
import dev.postern.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** Gives, finds and takes back shares; each change is one transaction with its events. */
@ApplicationScoped
class ShareService {

  private static final Logger LOG = Logger.getLogger(ShareService.class);
  private static final String NO_SUCH_SHARE =
      "There is no such share; GET /v1/shares lists the ones that you gave.";

  private final AccountLock accounts;
  private final ShareRepository repository;
  private final ShareEventPublisher events;
  private final ShareConfig config;

  ShareService(
      AccountLock accounts,
      ShareRepository repository,
      ShareEventPublisher events,
      ShareConfig config) {
    this.accounts = accounts;
    this.repository = repository;
    this.events = events;
    this.config = config;
  }

  Uni<Share> give(String owner, NewShare request) {
    NewShare share = NewShare.checked(owner, request);
    return Panache.withTransaction(
            () ->
                accounts
                    .take(owner)
                    .chain(() -> repository.count(owner))
                    .chain(given -> insert(owner, share, given))
                    .call(events::shared))
        .invoke(given -> LOG.infof("Shared share=%s account=%s", given.id, owner));
  }

  /** Lists one account's shares, or all accounts' where none is named. */
  Uni<SharePage> list(Scope scope, Direction direction, Page page) {
    return Panache.withSession(() -> repository.list(scope, direction, page))
        .map(shares -> SharePage.of(shares, page));
  }

  Uni<Quota> quota(String owner) {
    return Panache.withSession(() -> repository.count(owner))
        .map(given -> new Quota(given, config.maximumPerAccount()));
  }

  /**
   * @param scope who gave or received it
   */
  Uni<Share> get(Scope scope, String id) {
    return Panache.withSession(() -> repository.find(id))
        .invoke(share -> require(share, s -> scope.account().map(s::concerns).orElse(true)));
  }

  Uni<Void> takeBack(String owner, String id) {
    return Panache.withTransaction(
            () ->
                repository
                    .findLocked(id)
                    .invoke(share -> require(share, s -> s.owner.equals(owner)))
                    .call(share -> repository.remove(share, share.id))
                    .call(events::unshared))
        .invoke(share -> LOG.infof("Unshared share=%s account=%s", share.id, owner))
        .replaceWithVoid();
  }

  private Uni<Share> insert(String owner, NewShare share, long given) {
    String id = OpaqueId.next('s');
    return repository
        .insert(id, owner, share)
        .invoke(inserted -> refuse(share, given, inserted))
        .chain(() -> repository.find(id));
  }

  /** An account at its limit that gives a share again learns that the share exists. */
  private void refuse(NewShare share, long given, boolean inserted) {
    if (!inserted) {
      throw Problem.conflict(
          "share-exists",
          "You share %s with %s already.".formatted(share.environment(), share.with()));
    }
    if (given >= config.maximumPerAccount()) {
      throw Problem.conflict(
          "too-many-shares",
          "An account may give %d shares; take one back first."
              .formatted(config.maximumPerAccount()));
    }
  }

  private static void require(Share share, Predicate<Share> visible) {
    if (share == null || !visible.test(share)) {
      throw Problem.notFound(NO_SUCH_SHARE);
    }
  }
}
