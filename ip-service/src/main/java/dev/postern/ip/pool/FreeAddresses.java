package dev.postern.ip.pool;

import dev.postern.events.ips.Family;
import dev.postern.ip.address.AddressRange;
import dev.postern.ip.address.Families;
import dev.postern.ip.address.HostAddress;
import dev.postern.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Takes free addresses and gives them back, in the caller's transaction.
 *
 * <p>A writer locks one range and skips those that others have locked, so that writers do not wait
 * while there is a range for each. No statement reads more than an index says: O(log n) in what is
 * taken. A writer that waits for a range takes one address, and one that takes several waits for
 * none, so they cannot deadlock.
 */
@ApplicationScoped
public class FreeAddresses {

  private static final String COLUMNS = "r.id, r.pool, r.family, r.low, r.high";

  static final String LOWEST =
      "select "
          + COLUMNS
          + " from free_range r where family = :family order by pool, low limit 1 for update";
  static final String LOWEST_UNLOCKED = LOWEST + " skip locked";

  /** Ranges do not overlap, so the address is in the one that begins last before it, or in none. */
  private static final String AROUND =
      """
       from free_range r where r.id = (
        select c.id from free_range c
        where c.pool = (
            select name from pool
            where family = :family and net >>= cast(cast(:text as text) as inet))
          and c.low <= :value
        order by c.low desc limit 1)
      and r.low <= :value and r.high >= :value\
      """;

  static final String HOLDING = "select " + COLUMNS + AROUND + " for update of r";
  private static final String IS_FREE = "select exists (select 1" + AROUND + ")";
  static final String NEIGHBOURS =
      "select "
          + COLUMNS
          + " from free_range r where pool = :pool and (high = :before or low = :after)"
          + " order by low for update skip locked";

  FreeAddresses() {}

  /**
   * The lowest address that no other writer is about to take.
   *
   * @return fails with the problem {@code pool-exhausted} (409) where there is none
   */
  public Uni<TakenAddress> takeAny(Family family) {
    return range(LOWEST_UNLOCKED, q -> q.setParameter("family", family.name()))
        .chain(range -> range != null ? takeFirst(range) : waitForAny(family));
  }

  /**
   * The lowest addresses of one range that no other writer has locked.
   *
   * @return at most {@code most}; fewer where the range has fewer; none where every range is
   *     locked, or there is none
   */
  public Uni<List<TakenAddress>> takeSome(Family family, int most) {
    return range(LOWEST_UNLOCKED, q -> q.setParameter("family", family.name()))
        .chain(range -> range == null ? Uni.createFrom().item(List.of()) : takeSome(range, most));
  }

  private Uni<List<TakenAddress>> takeSome(FreeRange range, int most) {
    AddressRange first = range.range().first(most);
    List<TakenAddress> taken = new ArrayList<>();
    for (BigInteger n = first.low(); n.compareTo(first.high()) <= 0; n = n.add(BigInteger.ONE)) {
      taken.add(new TakenAddress(new HostAddress(range.family, n), range.pool));
    }
    return Panache.getSession()
        .chain(s -> replace(s, range, range.range().minus(first)))
        .replaceWith(taken);
  }

  /**
   * Every range is locked, or there is none. A range that its writer used up is gone: look again.
   */
  private Uni<TakenAddress> waitForAny(Family family) {
    return range(LOWEST, q -> q.setParameter("family", family.name()))
        .chain(
            range -> {
              if (range != null) {
                return takeFirst(range);
              }
              return anyLeft(family)
                  .chain(
                      left -> left ? takeAny(family) : Uni.createFrom().failure(exhausted(family)));
            });
  }

  private static Problem exhausted(Family family) {
    return Problem.conflict(
        "pool-exhausted",
        "No " + Families.text(family) + " address is free. Detach one, or ask for a larger pool.");
  }

  private Uni<Boolean> anyLeft(Family family) {
    return Panache.getSession()
        .chain(
            s ->
                s.<Boolean>createNativeQuery(
                        "select exists (select from free_range where family = :family)")
                    .setParameter("family", family.name())
                    .getSingleResult());
  }

  /**
   * Exactly this address.
   *
   * @return an item that is null where it is not free: taken, reserved or of no pool
   */
  public Uni<TakenAddress> take(HostAddress address) {
    return range(HOLDING, q -> bind(q, address))
        .chain(range -> range == null ? takeIfMoved(address) : take(range, address));
  }

  /**
   * Another writer may have split the range while we waited for it: the address is in a new one.
   */
  private Uni<TakenAddress> takeIfMoved(HostAddress address) {
    return Panache.getSession()
        .chain(s -> bind(s.<Boolean>createNativeQuery(IS_FREE), address).getSingleResult())
        .chain(free -> free ? take(address) : Uni.createFrom().nullItem());
  }

  private static <T> Mutiny.SelectionQuery<T> bind(
      Mutiny.SelectionQuery<T> query, HostAddress address) {
    return query
        .setParameter("family", address.family().name())
        .setParameter("text", address.text())
        .setParameter("value", address.value());
  }

  private Uni<TakenAddress> takeFirst(FreeRange range) {
    return take(range, new HostAddress(range.family, range.low));
  }

  private Uni<TakenAddress> take(FreeRange range, HostAddress address) {
    List<AddressRange> rest = range.range().minus(AddressRange.single(address.value()));
    TakenAddress taken = new TakenAddress(address, range.pool);
    return Panache.getSession().chain(s -> replace(s, range, rest)).replaceWith(taken);
  }

  private static Uni<Void> replace(Mutiny.Session s, FreeRange range, List<AddressRange> rest) {
    if (rest.isEmpty()) {
      return delete(s, range);
    }
    range.low = rest.get(0).low();
    range.high = rest.get(0).high();
    return rest.size() == 1
        ? Uni.createFrom().voidItem()
        : s.persist(new FreeRange(range.pool, range.family, rest.get(1)));
  }

  /** Makes the address free again, one range with its free neighbours where they are not locked. */
  public Uni<Void> giveBack(HostAddress address, String pool) {
    return Panache.getSession()
        .chain(
            s ->
                s.createNativeQuery(NEIGHBOURS, FreeRange.class)
                    .setParameter("pool", pool)
                    .setParameter("before", address.value().subtract(BigInteger.ONE))
                    .setParameter("after", address.value().add(BigInteger.ONE))
                    .getResultList()
                    .chain(neighbours -> merge(s, address, pool, neighbours)));
  }

  private static Uni<Void> merge(
      Mutiny.Session s, HostAddress address, String pool, List<FreeRange> neighbours) {
    if (neighbours.isEmpty()) {
      return s.persist(new FreeRange(pool, address.family(), AddressRange.single(address.value())));
    }
    FreeRange first = neighbours.get(0);
    FreeRange last = neighbours.get(neighbours.size() - 1);
    first.low = first.low.min(address.value());
    first.high = last.high.max(address.value());
    return first == last ? Uni.createFrom().voidItem() : delete(s, last);
  }

  /** By statement: {@code Session.remove} mixes up the transactions of two event loops. */
  private static Uni<Void> delete(Mutiny.Session s, FreeRange range) {
    s.detach(range);
    return s.createMutationQuery("delete from FreeRange where id = :id")
        .setParameter("id", range.id)
        .executeUpdate()
        .replaceWithVoid();
  }

  private static Uni<FreeRange> range(
      String sql,
      Function<Mutiny.SelectionQuery<FreeRange>, Mutiny.SelectionQuery<FreeRange>> parameters) {
    return Panache.getSession()
        .chain(
            s ->
                parameters
                    .apply(s.createNativeQuery(sql, FreeRange.class))
                    .getSingleResultOrNull());
  }
}
