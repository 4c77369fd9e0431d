package dev.postern.events;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Reads events from the headers, key and value of a record. */
public final class EventReader {

  private EventReader() {}

  /**
   * @param header gives a header's text, or null where the record has none
   * @return empty where the type is not of this version of the catalogue: a newer publisher's,
   *     which a reader passes over
   * @throws UnreadableEventException where the record is no event
   */
  public static Optional<Event<?>> read(Function<String, String> header, String key, String json) {
    String type = required(header, EventHeaders.TYPE);
    return EventCatalogue.typeOf(type).map(known -> read(known, header, key, json));
  }

  private static <T extends EventData> Event<T> read(
      EventType<T> type, Function<String, String> header, String key, String json) {
    if (key == null) {
      throw new UnreadableEventException("the record has no key");
    }
    return new Event<>(
        uuid(required(header, EventHeaders.ID)),
        required(header, EventHeaders.SOURCE),
        type,
        key,
        instant(required(header, EventHeaders.TIME)),
        sequence(header.apply(EventHeaders.SEQUENCE)),
        EventJson.read(json, type.data()));
  }

  private static String required(Function<String, String> header, String name) {
    String value = header.apply(name);
    if (value == null || value.isBlank()) {
      throw new UnreadableEventException("the header " + name + " is missing");
    }
    return value;
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new UnreadableEventException("the header " + EventHeaders.ID + " is not a UUID");
    }
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new UnreadableEventException(
          "the header " + EventHeaders.TIME + " is not a time of RFC 3339");
    }
  }

  /** Events of other platforms ({@code platform.*}) need none; zero is older than any. */
  private static long sequence(String text) {
    if (text == null) {
      return 0;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new UnreadableEventException(
          "the header " + EventHeaders.SEQUENCE + " is not a number");
    }
  }
}
