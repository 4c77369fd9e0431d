package dev.postern.ip.pool;

import dev.postern.ip.address.Block;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Makes the pools of a restored database what was published, in the caller's transaction. */
@ApplicationScoped
public class PublishedPools {

  /** Those of before are gone, which is not told yet. */
  private static final String OVERLAPPING =
      """
      select name from pool
      where net && cast(cast(:block as text) as inet) and name <> :name and created_at < cast(cast(:at as text) as timestamptz)
      """;

  private static final String DISOWN = "update attachment set pool = null where pool = :pool";

  PublishedPools() {}

  /**
   * A pool is there, or has another block.
   *
   * @param reserved blocks that are never given out
   * @param at when that was so
   */
  public Uni<Void> become(String name, String block, List<String> reserved, Instant at) {
    Block parsed = Block.parse(block);
    List<Block> never = reserved.stream().map(Block::parse).toList();
    return Panache.getSession()
        .chain(
            s ->
                s.<String>createNativeQuery(OVERLAPPING)
                    .setParameter("block", block)
                    .setParameter("name", name)
                    .setParameter("at", at.toString())
                    .getResultList()
                    .chain(gone -> removeAll(s, gone))
                    .chain(() -> s.find(Pool.class, name))
                    .chain(
                        found -> {
                          if (found != null) {
                            found.redefine(parsed, never);
                          }
                          return found == null
                              ? s.persist(new Pool(name, parsed, never, at))
                              : Uni.createFrom().voidItem();
                        })
                    .chain(s::flush));
  }

  public Uni<Void> removed(String name) {
    return Panache.getSession().chain(s -> removeAll(s, List.of(name)));
  }

  private static Uni<Void> removeAll(Mutiny.Session s, List<String> names) {
    return Multi.createFrom()
        .iterable(names)
        .onItem()
        .transformToUniAndConcatenate(name -> remove(s, name).replaceWith(name))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static Uni<Void> remove(Mutiny.Session s, String name) {
    return s.createNativeQuery(DISOWN)
        .setParameter("pool", name)
        .executeUpdate()
        .chain(() -> Pools.removeRanges(s, name))
        .chain(() -> Pools.removePool(s, name));
  }

  /**
   * All was told: each address belongs to the pool whose block has it, and what no address has is
   * free.
   *
   * @return how many addresses belong to no pool: the log does not tell of it
   */
  public Uni<Long> settle() {
    return Panache.getSession()
        .chain(
            s ->
                s.createNativeQuery(PoolResize.LOCK)
                    .executeUpdate()
                    .chain(
                        () -> s.createQuery("from Pool order by name", Pool.class).getResultList())
                    .chain(pools -> settleAll(s, pools))
                    .chain(
                        () ->
                            s.<Long>createNativeQuery(
                                    "select count(*) from attachment where pool is null")
                                .getSingleResult()));
  }

  private static Uni<Void> settleAll(Mutiny.Session s, List<Pool> pools) {
    return Multi.createFrom()
        .iterable(pools)
        .onItem()
        .transformToUniAndConcatenate(pool -> Pools.free(s, pool).replaceWith(pool))
        .collect()
        .last()
        .replaceWithVoid();
  }
}
