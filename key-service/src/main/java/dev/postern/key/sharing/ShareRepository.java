package dev.postern.key.sharing;

import dev.postern.identity.Scope;
import dev.postern.key.listing.ListedRepository;
import dev.postern.key.listing.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The table {@code share}, within the caller's session. */
@ApplicationScoped
class ShareRepository extends ListedRepository<Share> {

  private static final String ADD =
      """
      INSERT INTO share (id, owner, environment, receiver)
      VALUES (:id, :owner, :environment, :receiver)
      ON CONFLICT (owner, environment, receiver) DO NOTHING
      """;

  ShareRepository() {
    super(Share.class);
  }

  Uni<Long> count(String owner) {
    return count(Direction.GIVEN.side(), owner);
  }

  Uni<List<Share>> list(Scope scope, Direction direction, Page page) {
    return list(scope, direction.side(), page);
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
}
