package dev.postern.key.sharing;

import dev.postern.identity.Scope;
import dev.postern.paging.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** The table {@code share}, within the caller's session. */
@ApplicationScoped
class ShareRepository {

  private static final String ADD =
      """
      INSERT INTO share (id, owner, environment, receiver)
      VALUES (:id, :owner, :environment, :receiver)
      ON CONFLICT (owner, environment, receiver) DO NOTHING
      """;

  Uni<Long> count(String owner) {
    return session()
        .chain(
            s ->
                s.createQuery("select count(*) from Share where owner = :owner", Long.class)
                    .setParameter("owner", owner)
                    .getSingleResult());
  }

  /** False where the owner shares the environment with the account already. */
  Uni<Boolean> insert(String id, String owner, NewShare share) {
    return session()
        .chain(
            s ->
                s.createNativeQuery(ADD)
                    .setParameter("id", id)
                    .setParameter("owner", owner)
                    .setParameter("environment", share.environment())
                    .setParameter("receiver", share.with())
                    .executeUpdate())
        .map(rows -> rows == 1);
  }

  Uni<Share> find(String id) {
    return session().chain(s -> s.find(Share.class, id));
  }

  Uni<Share> findLocked(String id) {
    return session().chain(s -> s.find(Share.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  /** One more than the page's limit, where there are that many. */
  Uni<List<Share>> list(Scope scope, Direction direction, PageRequest<Long> page) {
    String where = scope.account().map(a -> " and " + direction.side() + " = :account").orElse("");
    return session()
        .chain(
            s -> {
              Mutiny.SelectionQuery<Share> query =
                  s.createQuery(
                          "from Share where position > :after" + where + " order by position",
                          Share.class)
                      .setParameter("after", page.after())
                      .setMaxResults(page.limit() + 1);
              scope.account().ifPresent(a -> query.setParameter("account", a));
              return query.getResultList();
            });
  }

  /** By statement: {@code Session.remove} mixes up the transactions of two event loops. */
  Uni<Void> remove(Share share) {
    return session().chain(s -> delete(s, share));
  }

  private static Uni<Void> delete(Mutiny.Session s, Share share) {
    s.detach(share);
    return s.createMutationQuery("delete from Share where id = :id")
        .setParameter("id", share.id)
        .executeUpdate()
        .replaceWithVoid();
  }

  private Uni<Mutiny.Session> session() {
    return Panache.getSession();
  }
}
