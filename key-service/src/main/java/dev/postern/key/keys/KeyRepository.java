package dev.postern.key.keys;

import dev.postern.identity.Scope;
import dev.postern.paging.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** The table {@code ssh_key}, within the caller's session. */
@ApplicationScoped
class KeyRepository {

  private static final String ADD_KEY =
      """
      INSERT INTO ssh_key (id, account, title, type, bits, fingerprint, blob, comment, expires_at)
      VALUES (:id, :account, :title, :type, :bits, :fingerprint, :blob, :comment,
        cast(:expiresAt AS timestamptz))
      ON CONFLICT (fingerprint) DO NOTHING
      """;
  private static final String EXPIRED =
      """
      SELECT * FROM ssh_key
      WHERE state <> 'EXPIRED' AND expires_at <= clock_timestamp()
      ORDER BY fingerprint LIMIT :limit FOR UPDATE SKIP LOCKED
      """;

  Uni<Long> count(String account) {
    return session()
        .chain(
            s ->
                s.createQuery("select count(*) from SshKey where account = :account", Long.class)
                    .setParameter("account", account)
                    .getSingleResult());
  }

  /** False where the fingerprint is taken, be it by a transaction that commits just now. */
  Uni<Boolean> insert(String id, String account, ValidKey valid) {
    return session()
        .chain(
            s ->
                s.createNativeQuery(ADD_KEY)
                    .setParameter("id", id)
                    .setParameter("account", account)
                    .setParameter("title", valid.title())
                    .setParameter("type", valid.key().type())
                    .setParameter("bits", valid.key().bits())
                    .setParameter("fingerprint", valid.key().fingerprint())
                    .setParameter("blob", valid.key().blob())
                    .setParameter("comment", valid.key().comment())
                    .setParameter("expiresAt", valid.expiresAt())
                    .executeUpdate())
        .map(rows -> rows == 1);
  }

  Uni<SshKey> find(String id) {
    return session().chain(s -> s.find(SshKey.class, id));
  }

  Uni<SshKey> findLocked(String id) {
    return session().chain(s -> s.find(SshKey.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  Uni<SshKey> findByFingerprint(String fingerprint) {
    return session()
        .chain(
            s ->
                s.createQuery("from SshKey where fingerprint = :fingerprint", SshKey.class)
                    .setParameter("fingerprint", fingerprint)
                    .getSingleResultOrNull());
  }

  /** One more than the page's limit, where there are that many. */
  Uni<List<SshKey>> list(Scope scope, PageRequest<Long> page) {
    String where = scope.account().map(a -> " and account = :account").orElse("");
    return session()
        .chain(
            s -> {
              Mutiny.SelectionQuery<SshKey> query =
                  s.createQuery(
                          "from SshKey where position > :after" + where + " order by position",
                          SshKey.class)
                      .setParameter("after", page.after())
                      .setMaxResults(page.limit() + 1);
              scope.account().ifPresent(a -> query.setParameter("account", a));
              return query.getResultList();
            });
  }

  /** By statement: {@code Session.remove} mixes up the transactions of two event loops. */
  Uni<Void> remove(SshKey key) {
    return session().chain(s -> delete(s, key));
  }

  private static Uni<Void> delete(Mutiny.Session s, SshKey key) {
    s.detach(key);
    return s.createMutationQuery("delete from SshKey where id = :id")
        .setParameter("id", key.id)
        .executeUpdate()
        .replaceWithVoid();
  }

  /** Keys whose time is over, locked; those that another replica has locked are left to it. */
  Uni<List<SshKey>> expired(int limit) {
    return session()
        .chain(
            s ->
                s.createNativeQuery(EXPIRED, SshKey.class)
                    .setParameter("limit", limit)
                    .getResultList());
  }

  /** Keys that are not disabled or expired, in the order of adding. */
  Uni<List<SshKey>> active(long after, int limit) {
    return session()
        .chain(
            s ->
                s.createQuery(
                        "from SshKey where state = ACTIVE and position > :after order by position",
                        SshKey.class)
                    .setParameter("after", after)
                    .setMaxResults(limit)
                    .getResultList());
  }

  private Uni<Mutiny.Session> session() {
    return Panache.getSession();
  }
}
