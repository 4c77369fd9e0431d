package dev.postern.events;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads events from the headers, key and value of a record. What a handler gets is what the
 * published JSON Schema says: each field of its type and within its bounds, null only where it may
 * be null, which a missing field counts as; one that joined a version later is null where it is
 * missing. How a text reads (its pattern or format) is for the handler to judge.
 */
public final class EventReader {

  private static final Pattern FOUR_DIGIT_YEAR = Pattern.compile("\\d{4}-");

  /** What JSON numbers of every reader hold (RFC 8259 section 6), and no counter ever reaches. */
  private static final long HIGHEST_SEQUENCE = (1L << 53) - 1;

  private static final int MOST_DIGITS = 16;

  private EventReader() {}

  /**
   * @param header gives a header's text, or null where the record has none
   * @return empty where the type is not of this version of the catalogue: a newer publisher's,
   *     which a reader skips
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
    ReadData<T> read = EventSchemas.read(type, json);
    return new Event<>(
        uuid(required(header, EventHeaders.ID)),
        required(header, EventHeaders.SOURCE),
        type,
        key,
        instant(required(header, EventHeaders.TIME)),
        sequence(header.apply(EventHeaders.SEQUENCE)),
        read.data(),
        read.actor(),
        causation(header.apply(EventHeaders.CAUSATION_ID)),
        trace(header.apply(EventHeaders.TRACE_PARENT)));
  }

  /** A platform's header of this name may mean what it likes, so that what is no id is none. */
  private static UUID causation(String text) {
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String trace(String text) {
    return TraceParent.isValid(text) ? text : null;
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

  /** RFC 3339 has years of four digits: what has more is no time that a database could store. */
  private static Instant instant(String text) {
    try {
      if (FOUR_DIGIT_YEAR.matcher(text).lookingAt()) {
        return Instant.parse(text);
      }
    } catch (DateTimeParseException e) {
      // Refused below, as what does not begin like a time is.
    }
    throw new UnreadableEventException(
        "the header " + EventHeaders.TIME + " is not a time of RFC 3339");
  }

  /** Events of other platforms ({@code platform.*}) need none; zero is older than any. */
  private static long sequence(String text) {
    if (text == null) {
      return 0;
    }
    if (!isSequence(text)) {
      throw new UnreadableEventException(
          "the header " + EventHeaders.SEQUENCE + " is not a number");
    }
    return Long.parseLong(text);
  }

  /**
   * Whether the text of the header {@code ce_sequence} is one that something can follow: 0 to
   * 2<sup>53</sup> - 1.
   *
   * @param text null where the header is missing
   */
  public static boolean isSequence(String text) {
    return text != null && isNumber(text) && Long.parseLong(text) <= HIGHEST_SEQUENCE;
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= MOST_DIGITS;
  }
}
