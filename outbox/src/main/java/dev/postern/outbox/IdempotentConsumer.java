package dev.postern.outbox;

import dev.postern.background.CallersContext;
import dev.postern.events.Event;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventReader;
import dev.postern.events.Topics;
import dev.postern.events.UnreadableEventException;
import dev.postern.topicreader.RecordHeaders;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * The way every incoming event is handled: once, in one transaction with what it causes.
 *
 * <p>Must be called on the Vert.x context of the message, as an {@code @Incoming} method that
 * returns {@code Uni<Void>} is. Such a method gets its channel's records one after the other, so a
 * retry here holds back the later ones and keeps the order of a key.
 */
@ApplicationScoped
public class IdempotentConsumer {
  /** Without a result class, as {@link OutboxEmitter} says why. */
  private static final String REMEMBER =
      "INSERT INTO consumed_event (id) VALUES (:id) ON CONFLICT DO NOTHING RETURNING 1";

  private static final String REMEMBER_IN_ORDER =
      """
      WITH later AS (
        INSERT INTO consumed_sequence AS known (topic, key, last) VALUES (:topic, :key, :sequence)
        ON CONFLICT (topic, key) DO UPDATE SET last = excluded.last WHERE known.last < excluded.last
        RETURNING 1),
      fresh AS (
        INSERT INTO consumed_event (id) SELECT CAST(:id AS uuid) WHERE EXISTS (SELECT 1 FROM later)
        ON CONFLICT DO NOTHING RETURNING 1)
      SELECT 1 FROM fresh
      """;

  /**
   * How far a publisher's clock may be ahead. What is said later counts, so that an event from the
   * far future would outlast all that is true.
   */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private static final String OF_OUR_OUTBOXES = "postern.";
  private static final Set<String> BY_CLOCK = Set.of(Topics.SESSIONS, Topics.REQUESTS);

  private final OutboxConfig config;
  private final CatchUpGate gate;
  private final ConsumedPositions positions;

  IdempotentConsumer(OutboxConfig config, CatchUpGate gate) {
    this.config = config;
    this.gate = gate;
    this.positions = new ConsumedPositions(config.restoreTopics().orElse(List.of()));
  }

  /**
   * Handles a record in one transaction with the insert of its id; a record whose id is there
   * already, that is older than what was handled of its topic and key, or whose type is not of the
   * catalogue, is skipped. Ids are forgotten after a while, and a backup lacks the latest;
   * sequences stay, so that a replay then changes nothing either.
   *
   * <p>Waits until the database agrees with what the service published ({@link CatchUpGate}).
   *
   * <p>What fails because the database cannot be reached, or refuses what it would refuse for any
   * record, is tried again until it succeeds; what would fail again is not; any other failure of
   * the handler is tried as often as {@link OutboxConfig#handlerAttempts()} says.
   *
   * @param handler runs in the transaction; what it fails with rolls the id back too
   * @return fails with {@link UnreadableEventException} where the record is no event, has a header
   *     twice or is from the future, and with one that names the class of the handler's last
   *     failure and nothing more; either makes the channel's dead-letter strategy tell it and go on
   */
  public Uni<Void> consume(
      ConsumerRecord<String, String> record, Function<Event<?>, Uni<Void>> handler) {
    Executor context = messageContext();
    return Uni.createFrom()
        .deferred(() -> gate.isOpen() ? nothing() : gate.opened().emitOn(context))
        .chain(() -> read(record, handler))
        .onFailure()
        .call(failure -> nothing().emitOn(context).chain(() -> positions.passAlone(record)));
  }

  private Uni<Void> read(
      ConsumerRecord<String, String> record, Function<Event<?>, Uni<Void>> handler) {
    return EventReader.read(name -> header(record, name), record.key(), record.value())
        .map(event -> handleOnce(record, event, handler))
        .orElseGet(() -> positions.passAlone(record));
  }

  private Uni<Void> handleOnce(
      ConsumerRecord<String, String> record,
      Event<?> event,
      Function<Event<?>, Uni<Void>> handler) {
    refuseFuture(event);
    Attempts attempts = new Attempts(config, event, messageContext());
    return Uni.createFrom()
        .deferred(() -> transaction(record, event, handler))
        .onFailure()
        .retry()
        .when(failures -> failures.onItem().transformToUniAndConcatenate(attempts::next));
  }

  /** Hibernate Reactive insists on it, and a pause between attempts ends on a timer's thread. */
  private static Executor messageContext() {
    return CallersContext.executor()
        .orElseThrow(
            () -> new IllegalStateException("An event can only be consumed on a Vert.x context"));
  }

  private Uni<Void> transaction(
      ConsumerRecord<String, String> record,
      Event<?> event,
      Function<Event<?>, Uni<Void>> handler) {
    return Panache.withTransaction(
        () ->
            remember(event)
                .chain(fresh -> fresh ? handle(event, handler) : nothing())
                .chain(() -> positions.pass(record)));
  }

  /** What it causes names it. */
  private static Uni<Void> handle(Event<?> event, Function<Event<?>, Uni<Void>> handler) {
    return CurrentCause.following(event.id(), () -> handler.apply(event));
  }

  private static Uni<Boolean> remember(Event<?> event) {
    return Panache.getSession()
        .chain(
            session ->
                (isInOrder(event)
                        ? session
                            .createNativeQuery(REMEMBER_IN_ORDER)
                            .setParameter("topic", event.type().topic())
                            .setParameter("key", event.key())
                            .setParameter("sequence", event.sequence())
                        : session.createNativeQuery(REMEMBER))
                    .setParameter("id", event.id())
                    .getSingleResultOrNull())
        .map(inserted -> inserted != null);
  }

  /** Platforms count as they like, if at all, and publishers without a row by their own clocks. */
  private static boolean isInOrder(Event<?> event) {
    String topic = event.type().topic();
    return event.sequence() > 0 && topic.startsWith(OF_OUR_OUTBOXES) && !BY_CLOCK.contains(topic);
  }

  private static void refuseFuture(Event<?> event) {
    if (event.time().isAfter(Instant.now().plus(CLOCK_SKEW))) {
      throw new UnreadableEventException(
          "the header " + EventHeaders.TIME + " is in the future; is the publisher's clock right?");
    }
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    Iterator<Header> headers = record.headers().headers(name).iterator();
    if (headers.hasNext()) {
      headers.next();
    }
    if (headers.hasNext()) {
      throw new UnreadableEventException("the header " + name + " is there more than once");
    }
    return RecordHeaders.text(record.headers(), name);
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
