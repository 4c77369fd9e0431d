package dev.postern.key.keys;

import dev.postern.identity.Scope;
import dev.postern.key.account.AccountLock;
import dev.postern.key.id.OpaqueId;
import dev.postern.key.listing.Page;
import dev.postern.key.listing.Quota;
import dev.postern.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Adds, finds and removes keys; each change is one transaction with its events. */
@ApplicationScoped
class KeyService {

  private static final Logger LOG = Logger.getLogger(KeyService.class);
  private static final String NO_SUCH_KEY =
      "There is no such key; GET /v1/keys lists the ones that you have.";
  private static final String TAKEN =
      "This key cannot be added. Create another one with: ssh-keygen -t ed25519";

  private final AccountLock accounts;
  private final KeyRepository repository;
  private final KeyEventPublisher events;
  private final KeyConfig config;

  KeyService(
      AccountLock accounts, KeyRepository repository, KeyEventPublisher events, KeyConfig config) {
    this.accounts = accounts;
    this.repository = repository;
    this.events = events;
    this.config = config;
  }

  Uni<SshKey> add(String account, ValidKey valid) {
    return Panache.withTransaction(
            () ->
                accounts
                    .take(account)
                    .chain(() -> refuseDuplicate(account, valid))
                    .chain(() -> refuseOneTooMany(account))
                    .chain(() -> insert(account, valid))
                    .call(events::added))
        .invoke(key -> LOG.infof("Added key=%s account=%s", key.id, account));
  }

  /** Lists one account's keys, or all accounts' where none is named. */
  Uni<KeyPage> list(Scope scope, Page page) {
    return Panache.withSession(() -> repository.list(scope, page)).map(k -> KeyPage.of(k, page));
  }

  Uni<Quota> quota(String account) {
    return Panache.withSession(() -> repository.count(account))
        .map(used -> new Quota(used, config.maximumPerAccount()));
  }

  /**
   * @param scope whose key it must be
   */
  Uni<SshKey> get(Scope scope, String id) {
    return Panache.withSession(() -> repository.find(id)).map(key -> visible(key, scope));
  }

  Uni<Void> remove(String account, String id) {
    return Panache.withTransaction(
            () ->
                repository
                    .findLocked(id)
                    .map(key -> visible(key, Scope.only(account)))
                    .call(key -> repository.remove(key, key.id))
                    .call(events::removed))
        .invoke(key -> LOG.infof("Removed key=%s account=%s", key.id, account))
        .replaceWithVoid();
  }

  private Uni<Void> refuseDuplicate(String account, ValidKey valid) {
    return repository
        .findByFingerprint(valid.key().fingerprint())
        .invoke(
            taken -> {
              if (taken != null) {
                throw duplicate(account, taken);
              }
            })
        .replaceWithVoid();
  }

  /** Only the owner learns more than that a key is taken. */
  private static Problem duplicate(String account, SshKey taken) {
    return taken.account.equals(account)
        ? Problem.conflict("key-exists", exists(taken))
        : Problem.conflict("key-taken", TAKEN);
  }

  private static String exists(SshKey key) {
    KeyStatus state = key.stateAt(Instant.now());
    String known = "You have this key already, as \"" + key.title + "\"";
    return state == KeyStatus.ACTIVE
        ? known + "."
        : known + ", and it is " + state.name().toLowerCase(Locale.ROOT) + "; remove it first.";
  }

  private Uni<Void> refuseOneTooMany(String account) {
    return repository
        .count(account)
        .invoke(
            count -> {
              if (count >= config.maximumPerAccount()) {
                throw Problem.conflict(
                    "too-many-keys",
                    "An account may have %d keys; remove one first."
                        .formatted(config.maximumPerAccount()));
              }
            })
        .replaceWithVoid();
  }

  private Uni<SshKey> insert(String account, ValidKey valid) {
    String id = OpaqueId.next('k');
    return repository
        .insert(id, account, valid)
        .invoke(
            inserted -> {
              if (!inserted) {
                throw Problem.conflict("key-taken", TAKEN);
              }
            })
        .chain(() -> repository.find(id));
  }

  private static SshKey visible(SshKey key, Scope scope) {
    if (key == null || !scope.includes(key.account)) {
      throw Problem.notFound(NO_SUCH_KEY);
    }
    return key;
  }
}
