package dev.postern.ip.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.postern.identity.Scope;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Opens and ends tenures in the caller's transaction, by the database's clock. */
@ApplicationScoped
public class Ledger {

  private static final double MILLIS = 1e3;

  /** Where the tenure before ended: an address that moves has a holder at every moment. */
  private static final String CONTINUE =
      "with begun as (insert into tenure (address, container, account, held_from) select :address,"
          + " :container, :account, max(held_until) from tenure where address = :address"
          + " returning held_from) select "
          + micros("held_from")
          + " from begun";

  private static final String END =
      "with ended as (update tenure set held_until = greatest(clock_timestamp(), held_from +"
          + " interval '1 microsecond') where address = :address and held_until is null"
          + " returning held_until) select "
          + micros("held_until")
          + " from ended";

  private static final String HISTORY =
      "from Tenure where address = :address and (:account is null or account = :account) order by"
          + " heldFrom desc";
  private static final String HISTORY_AT =
      "from Tenure where address = :address and (:account is null or account = :account) and"
          + " heldFrom <= :at and (heldUntil is null or heldUntil > :at)";

  /** Of each account the newest alone, so that it costs the same however many there were. */
  private static final String LAST_HOUR =
      """
      select a.account, count(t.held_from),
        extract(epoch from min(t.held_from) + interval '1 hour' - statement_timestamp())
      from (
        select distinct account
        from jsonb_array_elements_text(cast(cast(:accounts as text) as jsonb)) as names (account)) a
      cross join lateral (
        select held_from from tenure
        where account = a.account and held_from > statement_timestamp() - interval '1 hour'
        order by held_from desc limit :most) t
      group by a.account
      """;

  Ledger() {}

  /**
   * The SQL that opens tenures, and gives {@code address} and {@code held_from} of each. It is part
   * of the statement that stores the attachments, so it costs no round trip of its own. Where a
   * clock was set back, a new tenure still does not overlap with the one before.
   *
   * @param relation of that statement, with {@code address}, {@code container} and {@code account}
   */
  public static String openSql(String relation) {
    return """
    insert into tenure (address, container, account, held_from)
    select n.address, n.container, n.account, greatest(clock_timestamp(),
      (select max(held_until) from tenure t where t.address = n.address))
    from %s n
    returning address, held_from
    """
        .formatted(relation);
  }

  /** The SQL of a moment as PostgreSQL keeps it, in whole microseconds since 1970. */
  public static String micros(String moment) {
    return "cast(extract(epoch from " + moment + ") * 1000000 as bigint)";
  }

  /**
   * @param micros what {@link #micros} gave; null for none
   */
  public static Instant moment(Object micros) {
    return micros == null
        ? null
        : Instant.EPOCH.plus(((Number) micros).longValue(), ChronoUnit.MICROS);
  }

  /**
   * Ends the tenure of the address and begins the next one's at the same moment.
   *
   * @return that moment
   */
  public Uni<Instant> passOn(String address, String container, String account) {
    return end(address).chain(() -> begin(address, container, account));
  }

  private static Uni<Instant> begin(String address, String container, String account) {
    return Panache.getSession()
        .chain(
            s ->
                s.createNativeQuery(CONTINUE)
                    .setParameter("address", address)
                    .setParameter("container", container)
                    .setParameter("account", account)
                    .getSingleResult())
        .map(Ledger::moment);
  }

  /**
   * Ends the tenure of the address; no effect where it has no holder.
   *
   * @return when; null where it had none
   */
  public Uni<Instant> end(String address) {
    return Panache.getSession()
        .chain(
            s -> s.createNativeQuery(END).setParameter("address", address).getSingleResultOrNull())
        .map(Ledger::moment);
  }

  /**
   * How many tenures of the accounts began in the last hour; one without any is not there.
   *
   * @param most no account counts more
   */
  public Uni<Map<String, LastHour>> lastHour(Collection<String> accounts, int most) {
    ArrayNode names = JsonNodeFactory.instance.arrayNode(accounts.size());
    accounts.forEach(names::add);
    return Panache.getSession()
        .chain(
            s ->
                s.<Object[]>createNativeQuery(LAST_HOUR)
                    .setParameter("accounts", names.toString())
                    .setParameter("most", most)
                    .getResultList())
        .map(
            rows ->
                rows.stream().collect(Collectors.toMap(r -> (String) r[0], r -> LastHour.of(r))));
  }

  /**
   * @param tenures that began
   * @param untilNextLeaves when the oldest of them began an hour ago
   */
  public record LastHour(int tenures, Duration untilNextLeaves) {

    public static final LastHour NOTHING = new LastHour(0, Duration.ZERO);

    private static LastHour of(Object[] row) {
      double seconds = ((Number) row[2]).doubleValue();
      return new LastHour(
          ((Number) row[1]).intValue(), Duration.ofMillis((long) (seconds * MILLIS)));
    }
  }

  /**
   * @param scope whose tenures
   * @param limit at most so many, the latest first
   */
  Uni<List<Tenure>> history(String address, Scope scope, int limit) {
    return Panache.getSession()
        .chain(
            s ->
                s.createQuery(HISTORY, Tenure.class)
                    .setParameter("address", address)
                    .setParameter("account", scope.account().orElse(null))
                    .setMaxResults(limit)
                    .getResultList());
  }

  Uni<List<Tenure>> historyAt(String address, Scope scope, Instant at) {
    return Panache.getSession()
        .chain(
            s ->
                s.createQuery(HISTORY_AT, Tenure.class)
                    .setParameter("address", address)
                    .setParameter("account", scope.account().orElse(null))
                    .setParameter("at", at)
                    .getResultList());
  }
}
