package dev.postern.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.postern.json.StrictJson;
import java.io.IOException;

/**
 * The one JSON form of event data: RFC 3339 times, nulls written, unknown fields ignored by
 * readers, and read {@linkplain StrictJson to the letter}.
 */
public final class EventJson {

  private static final ObjectMapper MAPPER =
      StrictJson.of(
          JsonMapper.builder()
              .addModule(new JavaTimeModule())
              .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
              .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .build());

  private EventJson() {}

  public static String write(Object data) {
    try {
      return MAPPER.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not JSON: " + data.getClass().getName(), e);
    }
  }

  /**
   * The data of an event, with who caused it.
   *
   * @param actor null where no request caused it
   */
  public static String write(EventData data, Actor actor) {
    if (actor == null) {
      return write(data);
    }
    ObjectNode tree = MAPPER.valueToTree(data);
    tree.set(Actor.FIELD, MAPPER.valueToTree(actor));
    return write(tree);
  }

  /**
   * @throws UnreadableEventException where the text is not the JSON of {@code type}; the text is
   *     not quoted, nor is the parser's message, which would quote it
   */
  public static <T> T read(String json, Class<T> type) {
    try {
      return required(json == null ? null : MAPPER.readValue(json, type), type);
    } catch (JsonProcessingException e) {
      throw unreadable(type);
    }
  }

  /** As {@link #read(String, Class)}, of UTF-8. */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      return required(json == null ? null : MAPPER.readValue(json, type), type);
    } catch (IOException e) {
      throw unreadable(type);
    }
  }

  /** As {@link #read(String, Class)}, of what was parsed already. */
  public static <T> T read(JsonNode data, Class<T> type) {
    try {
      return required(MAPPER.treeToValue(data, type), type);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw unreadable(type);
    }
  }

  /** One that is an object or whatever else it is, but not nothing. */
  static JsonNode tree(String json, Class<?> type) {
    try {
      JsonNode data = json == null ? null : MAPPER.readTree(json);
      if (data == null || data.isMissingNode() || data.isNull()) {
        throw none(type);
      }
      return data;
    } catch (JsonProcessingException e) {
      throw unreadable(type);
    }
  }

  static JsonNode tree(Object data) {
    return MAPPER.valueToTree(data);
  }

  private static <T> T required(T value, Class<T> type) {
    if (value == null) {
      throw none(type);
    }
    return value;
  }

  private static UnreadableEventException none(Class<?> type) {
    return new UnreadableEventException("no data for " + type.getSimpleName());
  }

  private static UnreadableEventException unreadable(Class<?> type) {
    return new UnreadableEventException("the data is not a " + type.getSimpleName());
  }
}
