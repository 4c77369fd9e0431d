package dev.postern.ip.pool;

import dev.postern.ip.address.AddressRange;
import dev.postern.ip.address.Block;
import dev.postern.outbox.OutboxEmitter;
import dev.postern.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Gives a pool another block or other reserved addresses. Nothing that is in use may fall out of
 * it, addresses in quarantine included.
 *
 * <p>While it counts, no address is taken or given back: both tables are locked, in the order in
 * which a writer that takes an address or gives one back locks their rows, so there is no deadlock.
 */
@ApplicationScoped
class PoolResize {

  private static final String WAIT = "set local lock_timeout = '900ms'";
  static final String LOCK = "lock table attachment, free_range in exclusive mode";
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final Pools pools;
  private final OutboxEmitter outbox;

  PoolResize(Pools pools, OutboxEmitter outbox) {
    this.pools = pools;
    this.outbox = outbox;
  }

  /**
   * @return fails with 404 where there is no such pool; with 409 where another pool has some of the
   *     block, or an address in use would fall out; with 503 where the pool is too busy
   */
  Uni<Pool> to(String name, Block block, List<Block> reserved) {
    return Panache.withTransaction(() -> resize(name, block, reserved))
        .onFailure(PoolResize::isBusy)
        .transform(
            busy ->
                Problem.unavailable(
                    "Addresses are taken and given back all the time just now. Send it again."));
  }

  private static boolean isBusy(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof SQLException refused) {
        return LOCK_NOT_AVAILABLE.equals(refused.getSQLState());
      }
    }
    return false;
  }

  private Uni<Pool> resize(String name, Block block, List<Block> reserved) {
    return Panache.getSession()
        .chain(
            s ->
                pools
                    .lockForChange(s)
                    .chain(() -> pools.get(name))
                    .call(pool -> Pools.refuseOverlap(s, block, pool))
                    .call(() -> s.createNativeQuery(WAIT).executeUpdate())
                    .call(() -> s.createNativeQuery(LOCK).executeUpdate())
                    .call(pool -> redefine(s, pool, block, reserved))
                    .call(pool -> outbox.send(pool.resized())));
  }

  private Uni<Void> redefine(Mutiny.Session s, Pool pool, Block block, List<Block> reserved) {
    if (pool.family != block.family()) {
      throw Problem.invalid("cidr", "it is of the other family; make another pool for it");
    }
    return Pools.used(s, pool.name).chain(used -> replace(s, pool, block, reserved, used));
  }

  private static Uni<Void> replace(
      Mutiny.Session s, Pool pool, Block block, List<Block> reserved, List<BigInteger> used) {
    List<AddressRange> usable = block.usable(reserved);
    refuseOutside(usable, used);
    pool.redefine(block, reserved);
    return Pools.removeRanges(s, pool.name)
        .chain(() -> s.persistAll(Pools.ranges(pool, free(usable, used))));
  }

  private static void refuseOutside(List<AddressRange> usable, List<BigInteger> used) {
    long outside =
        used.stream()
            .filter(value -> usable.stream().noneMatch(range -> range.contains(value)))
            .count();
    if (outside > 0) {
      throw Problem.conflict(
          "pool-in-use",
          outside
              + " addresses that the pool would lose are attached or in quarantine. Detach them,"
              + " and change the pool when the quarantine is over.");
    }
  }

  /** Both lists are in order. */
  static List<AddressRange> free(List<AddressRange> usable, List<BigInteger> used) {
    List<AddressRange> free = new ArrayList<>();
    for (AddressRange range : usable) {
      BigInteger low = range.low();
      for (BigInteger value : used) {
        if (range.contains(value)) {
          addUnlessEmpty(free, low, value.subtract(BigInteger.ONE));
          low = value.add(BigInteger.ONE);
        }
      }
      addUnlessEmpty(free, low, range.high());
    }
    return free;
  }

  private static void addUnlessEmpty(List<AddressRange> free, BigInteger low, BigInteger high) {
    if (low.compareTo(high) <= 0) {
      free.add(new AddressRange(low, high));
    }
  }
}
