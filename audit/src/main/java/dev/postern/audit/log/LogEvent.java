package dev.postern.audit.log;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.events.Actor;
import dev.postern.events.EventCatalogue;
import dev.postern.events.EventData;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventJson;
import dev.postern.events.EventReader;
import dev.postern.events.EventType;
import dev.postern.events.UnreadableEventException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A record read as an event. Each part is read when it is asked for: most questions look at the
 * data of few events. What cannot be read throws {@link UnreadableEventException}.
 */
public final class LogEvent {

  private final LogRecord record;
  private final String typeName;
  private final EventType<?> type;
  private Instant time;
  private EventData data;
  private JsonNode tree;

  private LogEvent(LogRecord record, String typeName) {
    this.record = record;
    this.typeName = typeName;
    this.type = EventCatalogue.typeOf(typeName).orElse(null);
  }

  /**
   * @throws UnreadableEventException where the record has no type or no key
   */
  public static LogEvent of(LogRecord record) {
    if (record.key() == null) {
      throw new UnreadableEventException("the record has no key");
    }
    return new LogEvent(record, required(record, EventHeaders.TYPE));
  }

  /**
   * @param data of the record, where it was read already
   */
  public static LogEvent of(LogRecord record, JsonNode data) {
    LogEvent event = of(record);
    event.tree = data.isMissingNode() ? null : data;
    return event;
  }

  public LogRecord record() {
    return record;
  }

  public String key() {
    return record.key();
  }

  /** The name on the wire, such as {@code dev.postern.KeyAdded.v1}. */
  public String typeName() {
    return typeName;
  }

  /** Empty where a newer version of a publisher wrote it. */
  public Optional<EventType<?>> type() {
    return Optional.ofNullable(type);
  }

  /** Whether the record removes the value of its key from a compacted topic. */
  public boolean isTombstone() {
    return record.value() == null;
  }

  public UUID id() {
    try {
      return UUID.fromString(required(record, EventHeaders.ID));
    } catch (IllegalArgumentException e) {
      throw new UnreadableEventException("the header " + EventHeaders.ID + " is not a UUID");
    }
  }

  public String source() {
    return required(record, EventHeaders.SOURCE);
  }

  public Instant time() {
    if (time == null) {
      time = parsedTime();
    }
    return time;
  }

  /** Whether the text is a time of RFC 3339 as nearly all publishers write it, of any month. */
  public static boolean isPlainTime(String text) {
    return EventTime.isPlain(text) && EventTime.isOfEveryMonth(text);
  }

  /**
   * When it happened: as its data says, else by its header.
   *
   * @param said null where the publisher was older than that field
   */
  public Instant happenedAt(Instant said) {
    return said == null ? time() : said;
  }

  private Instant parsedTime() {
    try {
      return EventTime.parse(required(record, EventHeaders.TIME));
    } catch (DateTimeException e) {
      throw new UnreadableEventException(
          "the header " + EventHeaders.TIME + " is not a time of RFC 3339");
    }
  }

  /** Counts the records of a topic and key; 0 where the publisher does not count. */
  public long sequence() {
    String text = record.header(EventHeaders.SEQUENCE);
    if (text == null) {
      return 0;
    }
    if (!EventReader.isSequence(text)) {
      throw new UnreadableEventException(
          "the header " + EventHeaders.SEQUENCE + " is not a number");
    }
    return Long.parseLong(text);
  }

  /** The id of the trace that it belongs to (W3C Trace Context); empty where it names none. */
  public Optional<String> trace() {
    String parent = record.header(EventHeaders.TRACE_PARENT);
    String[] parts = parent == null ? new String[0] : parent.split("-", -1);
    return parts.length == 4 ? Optional.of(parts[1]) : Optional.empty();
  }

  /** The id of the event that it follows from; empty where it names none. */
  public Optional<String> causation() {
    return Optional.ofNullable(record.header(EventHeaders.CAUSATION_ID));
  }

  /**
   * The data as its type's record.
   *
   * @throws IllegalStateException where the type is not known
   */
  public EventData data() {
    if (data == null) {
      Class<? extends EventData> as = type().orElseThrow().data();
      data = tree == null ? EventJson.read(record.value(), as) : EventJson.read(tree, as);
    }
    return data;
  }

  /** The data as it was written, with fields that this version does not know. */
  public JsonNode tree() {
    if (tree == null) {
      tree = LogJson.tree(record.value());
    }
    return tree;
  }

  /** Who asked for it; empty where nobody did, or the publisher was older than this field. */
  public Optional<Actor> actor() {
    JsonNode actor = tree().path(Actor.FIELD);
    return actor.path("subject").isTextual() ? Optional.of(actorOf(actor)) : Optional.empty();
  }

  private static Actor actorOf(JsonNode actor) {
    List<String> roles = new ArrayList<>();
    actor.path("roles").forEach(role -> roles.add(role.asText()));
    return new Actor(
        actor.path("subject").asText(),
        actor.path("account").asText(null),
        actor.path("client").asText(null),
        roles);
  }

  private static String required(LogRecord record, String name) {
    String value = record.header(name);
    if (value == null || value.isBlank()) {
      throw new UnreadableEventException("the header " + name + " is missing");
    }
    return value;
  }
}
