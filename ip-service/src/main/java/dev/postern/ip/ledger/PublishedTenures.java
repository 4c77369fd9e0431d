package dev.postern.ip.ledger;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Makes the ledger of a restored database what was published, in the caller's transaction. */
@ApplicationScoped
public class PublishedTenures {

  /** What is told again, or known from the backup, is there already. */
  private static final String BEGIN =
      """
      insert into tenure (address, container, account, held_from)
      select :address, :container, :account, cast(cast(:at as text) as timestamptz)
      where not exists (
        select 1 from tenure
        where address = :address and held_from >= cast(cast(:at as text) as timestamptz))
      """;

  private static final String END =
      """
      update tenure set held_until = cast(cast(:at as text) as timestamptz)
      where address = :address and held_until is null
        and held_from < cast(cast(:at as text) as timestamptz)
      """;

  PublishedTenures() {}

  /**
   * The container holds the address from then on.
   *
   * @return false where that is known already
   */
  public Uni<Boolean> begin(String address, String container, String account, Instant at) {
    return Panache.getSession()
        .chain(
            s ->
                s.createNativeQuery(BEGIN)
                    .setParameter("address", address)
                    .setParameter("container", container)
                    .setParameter("account", account)
                    .setParameter("at", at.toString())
                    .executeUpdate())
        .map(rows -> rows > 0);
  }

  /**
   * Nobody holds the address from then on.
   *
   * @return false where that is known already
   */
  public Uni<Boolean> end(String address, Instant at) {
    return Panache.getSession()
        .chain(
            s ->
                s.createNativeQuery(END)
                    .setParameter("address", address)
                    .setParameter("at", at.toString())
                    .executeUpdate())
        .map(rows -> rows > 0);
  }
}
