package dev.postern.ip.attachment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.postern.events.ips.Family;
import dev.postern.ip.ledger.Ledger;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The statements that attach addresses, in the caller's session. However many they are, each is one
 * round trip and the same text: lists are one JSON parameter.
 */
@ApplicationScoped
class BatchRepository {

  /** An array, which the planner takes for a short one: it looks each up in an index. */
  private static final String THESE =
      "any (array(select jsonb_array_elements_text(cast(cast(:these as text) as jsonb))))";

  /**
   * Only where one of the requests may have it: what is another's is neither locked nor waited for.
   */
  private static final String CONTAINERS =
      "select c.id, c.account, c.environment from known_container c where c.id = "
          + THESE
          + " and c.registered and not c.deleted and exists (select 1 from jsonb_to_recordset("
          + "cast(cast(:asked as text) as jsonb)) as asked(container text, account text)"
          + " where asked.container = c.id and coalesce(asked.account, c.account) = c.account)"
          + " order by c.id for no key update of c";

  private static final String UNLOCKED_CONTAINERS = CONTAINERS + " skip locked";

  /**
   * Locked only so that {@code attachment} comes before {@code free_range} in the order of table
   * locks, so no row needs to be; the numbers stand still since the containers are locked.
   */
  private static final String LIVE =
      "with locked as (select 1 from attachment where false for key share)"
          + " select account, environment, container, family, count(*), 0 from attachment"
          + " where container = "
          + THESE
          + " and state in ('ATTACHING', 'ATTACHED') and not exists (select 1 from locked)"
          + " group by 1, 2, 3, 4";

  /** Of the other containers and environments of an account only the sum. */
  private static final String HELD =
      "with asked as (select id, account, environment from known_container where id = "
          + THESE
          + """
          )
          select a.account, e.environment, c.id, a.family,
            count(*) filter (where a.state in ('ATTACHING', 'ATTACHED')),
            count(*) filter (where a.state in ('DETACHING', 'QUARANTINED'))
          from attachment a
          left join asked c on c.id = a.container
          left join (select distinct account, environment from asked) e
            on e.account = a.account and e.environment = a.environment
          where a.account = any (array(select account from asked))
          group by 1, 2, 3, 4
          """;

  /** Attachments, open tenures and the containers' targets. */
  private static final String STORE =
      """
      with a as materialized (
        select * from jsonb_to_recordset(cast(cast(:these as text) as jsonb))
          as x(address text, family text, pool text, container text, account text,
            environment text, lead boolean, taken_at timestamptz, traceparent text,
            causation uuid, raises_target boolean)),
      attached as (
        insert into attachment
          (address, family, pool, container, account, environment, lead, state, taken_at,
            traceparent, causation_id)
        select address, family, pool, container, account, environment, lead, 'ATTACHING', taken_at,
          traceparent, causation
        from a),
      held as (
      """
          + Ledger.openSql("a")
          + """
            ),
          targets as (
            update known_container c
            set target_ipv4 = target_ipv4 + n.ipv4, target_ipv6 = target_ipv6 + n.ipv6
            from (
              select container, count(*) filter (where family = 'IPV4') as ipv4,
                count(*) filter (where family = 'IPV6') as ipv6
              from a where raises_target group by container) n
            where c.id = n.container)
          select address,\
          """
          + Ledger.micros("held_from")
          + " from held";

  BatchRepository() {}

  record Container(String id, String account, String environment) {}

  /** Those that can hold addresses and that a request may name, by their ids. */
  Uni<Map<String, Container>> lockContainers(Collection<AttachRequest> requests) {
    return lockContainers(CONTAINERS, requests);
  }

  /**
   * As {@link #lockContainers}, without those that another transaction has locked, maybe for long.
   */
  Uni<Map<String, Container>> lockContainersWithoutWaiting(Collection<AttachRequest> requests) {
    return lockContainers(UNLOCKED_CONTAINERS, requests);
  }

  private static Uni<Map<String, Container>> lockContainers(
      String sql, Collection<AttachRequest> requests) {
    ArrayNode ids = JsonNodeFactory.instance.arrayNode(requests.size());
    ArrayNode asked = JsonNodeFactory.instance.arrayNode(requests.size());
    for (AttachRequest request : requests) {
      ids.add(request.container());
      asked
          .addObject()
          .put("container", request.container())
          .put("account", request.scope().account().orElse(null));
    }
    return Panache.getSession()
        .chain(
            s ->
                s.<Object[]>createNativeQuery(sql)
                    .setParameter("these", ids.toString())
                    .setParameter("asked", asked.toString())
                    .getResultList())
        .map(BatchRepository::containers);
  }

  private static Map<String, Container> containers(List<Object[]> rows) {
    return rows.stream()
        .map(r -> new Container(text(r, 0), text(r, 1), text(r, 2)))
        .collect(Collectors.toMap(Container::id, container -> container));
  }

  /** What the containers have; nothing of the others of their accounts. */
  Uni<AddressCounts> live(Collection<String> containers) {
    return rows(LIVE, containers).map(BatchRepository::counts);
  }

  /** What the containers, their environments and their accounts have, and what leaves them. */
  Uni<AddressCounts> held(Collection<String> containers) {
    return rows(HELD, containers).map(BatchRepository::counts);
  }

  private static AddressCounts counts(List<Object[]> rows) {
    AddressCounts counts = new AddressCounts();
    for (Object[] r : rows) {
      counts.add(text(r, 0), text(r, 1), text(r, 2), family(r, 3), number(r, 4));
      counts.addLeaving(text(r, 0), family(r, 3), number(r, 5));
    }
    return counts;
  }

  /**
   * Stores what was taken for the containers, which are locked.
   *
   * @return since when each address is held
   */
  Uni<Map<String, Instant>> store(List<BatchResult.Item> attached) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode(attached.size());
    for (BatchResult.Item item : attached) {
      Attachment a = item.attached();
      rows.addObject()
          .put("address", a.address)
          .put("family", a.family.name())
          .put("pool", a.pool)
          .put("container", a.container)
          .put("account", a.account)
          .put("environment", a.environment)
          .put("lead", a.primary)
          .put("taken_at", a.takenAt.toString())
          .put("traceparent", a.traceParent)
          .put("causation", a.causationId.toString())
          .put("raises_target", item.request().raisesTarget());
    }
    return Panache.getSession()
        .chain(
            s ->
                s.<Object[]>createNativeQuery(STORE)
                    .setParameter("these", rows.toString())
                    .getResultList())
        .map(
            held ->
                held.stream()
                    .collect(Collectors.toMap(row -> text(row, 0), row -> Ledger.moment(row[1]))));
  }

  /** Without a result class: with a scalar one Hibernate 7.2 keeps a new plan for every call. */
  private static Uni<List<Object[]>> rows(String sql, Collection<String> these) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode(these.size());
    these.forEach(list::add);
    return Panache.getSession()
        .chain(
            s ->
                s.<Object[]>createNativeQuery(sql)
                    .setParameter("these", list.toString())
                    .getResultList());
  }

  private static String text(Object[] row, int column) {
    return (String) row[column];
  }

  private static long number(Object[] row, int column) {
    return ((Number) row[column]).longValue();
  }

  private static Family family(Object[] row, int column) {
    return Family.valueOf(text(row, column));
  }
}
