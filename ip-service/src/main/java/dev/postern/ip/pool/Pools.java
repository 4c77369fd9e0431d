package dev.postern.ip.pool;

import dev.postern.ip.address.AddressRange;
import dev.postern.ip.address.Block;
import dev.postern.ip.address.HostAddress;
import dev.postern.outbox.OutboxEmitter;
import dev.postern.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Creates and removes pools. */
@ApplicationScoped
class Pools {

  /** So many writers can take an address of a fresh pool without waiting for each other. */
  private static final int RANGES = 16;

  private static final String ONE_WRITER = "lock table pool in share row exclusive mode";
  private static final String LOCK_RANGES =
      "select id from free_range where pool = :pool order by id for update";
  private static final String USED =
      "select address from attachment where pool = :pool order by ip";
  private static final String ADOPT =
      "update attachment set pool = :pool where pool is null"
          + " and ip <<= (select net from pool where name = :pool)";
  private static final String IN_USE = "select count(*) from attachment where pool = :pool";

  private final OutboxEmitter outbox;

  Pools(OutboxEmitter outbox) {
    this.outbox = outbox;
  }

  Uni<List<Pool>> page(String after, int limit) {
    return Panache.getSession()
        .chain(
            s ->
                s.createQuery("from Pool where name > :after order by name", Pool.class)
                    .setParameter("after", after)
                    .setMaxResults(limit)
                    .getResultList());
  }

  Uni<Pool> get(String name) {
    return Panache.getSession()
        .chain(s -> s.find(Pool.class, name))
        .onItem()
        .ifNull()
        .failWith(() -> Problem.notFound("There is no pool of this name."));
  }

  /**
   * Creates the pool. The same definition again changes nothing, so that a start-up can define its
   * pools each time.
   */
  Uni<Created> create(String name, Block block, List<Block> reserved) {
    Pool pool = new Pool(name, block, reserved, Instant.now());
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .chain(
                    s ->
                        lockForChange(s)
                            .chain(() -> s.find(Pool.class, name))
                            .chain(
                                existing ->
                                    existing != null
                                        ? same(existing, pool)
                                        : store(s, pool, block))));
  }

  /** Definitions change one at a time. */
  Uni<Integer> lockForChange(Mutiny.Session s) {
    return s.createNativeQuery(ONE_WRITER).executeUpdate();
  }

  /**
   * @param isNew false where the pool was there already
   */
  record Created(Pool pool, boolean isNew) {}

  private static Uni<Created> same(Pool existing, Pool wanted) {
    return existing.isDefinedAs(wanted)
        ? Uni.createFrom().item(new Created(existing, false))
        : Uni.createFrom()
            .failure(
                Problem.conflict(
                    "pool-exists",
                    "There is a pool of this name with other addresses. Choose another name, or"
                        + " delete that one once none of its addresses is in use."));
  }

  private Uni<Created> store(Mutiny.Session s, Pool pool, Block block) {
    return refuseOverlap(s, block, pool)
        .chain(() -> s.persist(pool))
        .chain(s::flush)
        .chain(() -> free(s, pool))
        .chain(() -> outbox.send(pool.created()))
        .replaceWith(new Created(pool, true));
  }

  /** Everything of the pool is free that no address has; one that is of no pool joins it. */
  static Uni<Void> free(Mutiny.Session s, Pool pool) {
    List<Block> reserved = pool.reservedBlocks().stream().map(Block::parse).toList();
    return s.createNativeQuery(ADOPT)
        .setParameter("pool", pool.name)
        .executeUpdate()
        .chain(() -> removeRanges(s, pool.name))
        .chain(() -> used(s, pool.name))
        .map(used -> PoolResize.free(Block.parse(pool.block).usable(reserved), used))
        .chain(free -> s.persistAll(ranges(pool, free)))
        .chain(s::flush);
  }

  /** The addresses of the pool that are not free, in order. */
  static Uni<List<BigInteger>> used(Mutiny.Session s, String pool) {
    return s.<String>createNativeQuery(USED)
        .setParameter("pool", pool)
        .getResultList()
        .map(used -> used.stream().map(HostAddress::parse).map(HostAddress::value).toList());
  }

  /** As rows: few ranges as several each, so that writers do not wait for each other. */
  static Object[] ranges(Pool pool, List<AddressRange> free) {
    int pieces = Math.max(1, RANGES / Math.max(1, free.size()));
    return free.stream()
        .flatMap(range -> range.split(pieces).stream())
        .map(range -> new FreeRange(pool.name, pool.family, range))
        .toArray();
  }

  /**
   * @param self the pool that should have the block, which may overlap with what it has
   */
  static Uni<Void> refuseOverlap(Mutiny.Session s, Block block, Pool self) {
    return overlapping(s, block)
        .invoke(
            pools ->
                pools.stream()
                    .filter(other -> !other.name.equals(self.name))
                    .findFirst()
                    .ifPresent(
                        other -> {
                          throw overlap(other);
                        }))
        .replaceWithVoid();
  }

  private static Uni<List<Pool>> overlapping(Mutiny.Session s, Block block) {
    return s.createQuery("from Pool where family = :family", Pool.class)
        .setParameter("family", block.family())
        .getResultList()
        .map(all -> all.stream().filter(p -> Block.parse(p.block).overlaps(block)).toList());
  }

  private static Problem overlap(Pool other) {
    return Problem.conflict(
        "pool-overlap",
        "The block overlaps with that of pool "
            + other.name
            + ". An address belongs to one pool; use another block.");
  }

  /** Removes the pool. Refused while an address of it is attached, detaching or in quarantine. */
  Uni<Void> delete(String name) {
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .chain(
                    s ->
                        get(name)
                            .chain(pool -> lockRanges(s, name).replaceWith(pool))
                            .call(pool -> refuseInUse(s, name))
                            .call(pool -> outbox.send(pool.deleted()))
                            .chain(() -> removeRanges(s, name))
                            .chain(() -> removePool(s, name))));
  }

  /** In the order of locks of an allocation: its range, then the pool. */
  private static Uni<List<Long>> lockRanges(Mutiny.Session s, String name) {
    return s.<Long>createNativeQuery(LOCK_RANGES).setParameter("pool", name).getResultList();
  }

  private static Uni<Void> refuseInUse(Mutiny.Session s, String name) {
    return s.<Long>createNativeQuery(IN_USE)
        .setParameter("pool", name)
        .getSingleResult()
        .chain(
            used ->
                used == 0
                    ? Uni.createFrom().voidItem()
                    : Uni.createFrom()
                        .failure(
                            Problem.conflict(
                                "pool-in-use",
                                used
                                    + " of its addresses are attached or in quarantine. Detach"
                                    + " them, and delete the pool when the quarantine is over.")));
  }

  static Uni<Integer> removeRanges(Mutiny.Session s, String name) {
    return s.createNativeQuery("delete from free_range where pool = :pool")
        .setParameter("pool", name)
        .executeUpdate();
  }

  /** By statement: {@code Session.remove} mixes up the transactions of two event loops. */
  static Uni<Void> removePool(Mutiny.Session s, String name) {
    return s.createMutationQuery("delete from Pool where name = :name")
        .setParameter("name", name)
        .executeUpdate()
        .replaceWithVoid();
  }
}
