package dev.postern.outbox;

import dev.postern.events.Actor;
import dev.postern.events.EventCatalogue;
import dev.postern.events.EventData;
import dev.postern.events.EventJson;
import dev.postern.events.EventType;
import dev.postern.events.state.StateValue;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Stores events in the caller's Hibernate Reactive transaction; the relay publishes them after the
 * commit, and a rollback takes them back.
 *
 * <p>Every method must be called within a Panache session with a transaction on the Vert.x context,
 * as {@code Panache.withTransaction} and {@code @WithTransaction} give; elsewhere the {@code Uni}
 * fails with {@link IllegalStateException}.
 *
 * <p>The row lock on the sequence of a topic and key is held until the commit, so the order of
 * sequences is the order of commits. Transactions that send to several keys must do so in one fixed
 * order, or PostgreSQL ends one of them as a deadlock.
 */
@ApplicationScoped
public class OutboxEmitter {
  // One round trip. A query, for Hibernate would keep an update's clean-up actions to the session's
  // end and warn about them. Without a result class, for with a scalar one Hibernate 7.2 keeps a
  // new plan for every call, up to 2,048 of one hash that each call searches. The time is taken
  // after the row lock is held, so it does not run against the sequence.
  private static final String STORE =
      """
      WITH next AS (
        INSERT INTO outbox_sequence AS s (topic, key, last) VALUES (:topic, :key, 1)
        ON CONFLICT (topic, key) DO UPDATE SET last = s.last + 1
        RETURNING last),
      stored AS (
        INSERT INTO outbox_event
          (id, topic, key, type, source, subject, time, sequence, traceparent, causation_id, data)
        SELECT cast(:id AS uuid), :topic, :key, :type, :source, :key, clock_timestamp(), last,
          cast(:traceparent AS text), cast(cast(:causation AS text) AS uuid), cast(:data AS text)
        FROM next
        RETURNING sequence)
      SELECT sequence FROM stored
      """;

  // As STORE, for events of different keys. In the order of the keys, so that two callers wait for
  // each other and do not end each other.
  private static final String STORE_ALL =
      """
      WITH event AS MATERIALIZED (
        SELECT * FROM jsonb_to_recordset(cast(cast(:events AS text) AS jsonb))
          AS e(id uuid, topic text, key text, type text, traceparent text, causation uuid,
            data text)
        ORDER BY topic, key),
      next AS (
        INSERT INTO outbox_sequence AS s (topic, key, last) SELECT topic, key, 1 FROM event
        ON CONFLICT (topic, key) DO UPDATE SET last = s.last + 1
        RETURNING topic, key, last),
      stored AS (
        INSERT INTO outbox_event
          (id, topic, key, type, source, subject, time, sequence, traceparent, causation_id, data)
        SELECT e.id, e.topic, e.key, e.type, :source, e.key, clock_timestamp(), n.last,
          e.traceparent, e.causation, e.data
        FROM event e JOIN next n USING (topic, key)
        RETURNING sequence)
      SELECT count(*) FROM stored
      """;

  // Half of what a Kafka producer accepts by default: one record that Kafka refuses would hold back
  // all that follow it.
  private static final int MAX_DATA = 512 * 1024;

  private final String source;

  OutboxEmitter(@ConfigProperty(name = "quarkus.application.name") String application) {
    this.source = source(application);
  }

  /** The {@code ce_source} of what an application sends. */
  static String source(String application) {
    return "/postern/" + application;
  }

  /**
   * Stores an event, or a value of a state topic.
   *
   * @param event a record of the {@link EventCatalogue}, which gives topic and type; its {@link
   *     EventData#topicKey()} is the record's key
   * @return fails with {@link IllegalArgumentException} where the record is not of the catalogue or
   *     has no key
   */
  public Uni<Void> send(EventData event) {
    return Uni.createFrom().deferred(() -> send(CausedEvent.nextId(), event));
  }

  /**
   * As {@link #send(EventData)}, for an event that something names as its cause.
   *
   * @param id its {@code ce_id}, of {@link CausedEvent#nextId}
   */
  public Uni<Void> send(UUID id, EventData event) {
    return Uni.createFrom()
        .deferred(
            () -> {
              EventType<?> type = EventCatalogue.typeOf(event.getClass());
              Cause cause = Cause.current();
              return store(id, type, event.topicKey(), json(type, event, cause), cause);
            });
  }

  /** A value of a state topic says what is, not who made it so. */
  static String json(EventType<?> type, EventData event, Cause cause) {
    boolean said = type.additions().contains(Actor.FIELD);
    return said ? EventJson.write(event, cause.actor()) : EventJson.write(event);
  }

  /**
   * Stores events of different topic keys, in one round trip however many they are.
   *
   * @return fails as {@link #send} does, and with {@link IllegalArgumentException} where two events
   *     have one key: their order would be nobody's
   */
  public Uni<Void> sendAll(List<CausedEvent> events) {
    return Uni.createFrom()
        .deferred(
            () -> {
              String stored = EventBatch.of(events);
              return transaction()
                  .chain(
                      session ->
                          session
                              .createNativeQuery(STORE_ALL)
                              .setParameter("events", stored)
                              .setParameter("source", source)
                              .getSingleResult());
            })
        .replaceWithVoid();
  }

  /**
   * Stores a tombstone: the key's value is gone from the state topic.
   *
   * @param type whose topic it is
   * @param key the {@link StateValue#topicKey()} of the removed value
   */
  public Uni<Void> remove(Class<? extends StateValue> type, String key) {
    return Uni.createFrom()
        .deferred(
            () ->
                store(
                    CausedEvent.nextId(), EventCatalogue.typeOf(type), key, null, Cause.current()));
  }

  private Uni<Void> store(UUID id, EventType<?> type, String key, String data, Cause cause) {
    refuseUnpublishable(type, key, data);
    String causation = cause.event() == null ? null : cause.event().toString();
    return transaction()
        .chain(
            session ->
                session
                    .createNativeQuery(STORE)
                    .setParameter("id", id)
                    .setParameter("topic", type.topic())
                    .setParameter("key", key)
                    .setParameter("type", type.cloudEventType())
                    .setParameter("source", source)
                    .setParameter("traceparent", cause.traceParent())
                    .setParameter("causation", causation)
                    .setParameter("data", data)
                    .getSingleResult())
        .replaceWithVoid();
  }

  static void refuseUnpublishable(EventType<?> type, String key, String data) {
    if (key == null || key.isEmpty()) {
      throw new IllegalArgumentException("a " + type.name() + " without a topic key");
    }
    if (data != null && data.length() > MAX_DATA) {
      throw new IllegalArgumentException("a " + type.name() + " of more than 512 KiB");
    }
  }

  private static Uni<Mutiny.Session> transaction() {
    return Panache.getSession()
        .onItem()
        .invoke(
            session -> {
              if (session.currentTransaction() == null) {
                throw new IllegalStateException(
                    "An event can only be sent within a transaction: wrap the work in"
                        + " Panache.withTransaction.");
              }
            });
  }
}
