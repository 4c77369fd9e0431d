package dev.postern.key.keys;

import dev.postern.identity.Scope;
import dev.postern.key.listing.ListedRepository;
import dev.postern.key.listing.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The table {@code ssh_key}, within the caller's session. */
@ApplicationScoped
class KeyRepository extends ListedRepository<SshKey> {

  private static final String ACCOUNT = "account";

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

  KeyRepository() {
    super(SshKey.class);
  }

  Uni<Long> count(String account) {
    return count(ACCOUNT, account);
  }

  Uni<List<SshKey>> list(Scope scope, Page page) {
    return list(scope, ACCOUNT, page);
  }

  /**
   * False where the fingerprint is taken, also by a transaction that commits at the same moment.
   */
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

  Uni<SshKey> findByFingerprint(String fingerprint) {
    return session()
        .chain(
            s ->
                s.createQuery("from SshKey where fingerprint = :fingerprint", SshKey.class)
                    .setParameter("fingerprint", fingerprint)
                    .getSingleResultOrNull());
  }

  /** Expired keys, locked; keys that another replica has locked are left to it. */
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
}
