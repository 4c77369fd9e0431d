package dev.postern.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * The one JSON form of event data: RFC 3339 times, nulls written, unknown fields ignored by
 * readers. An enumeration's value is its name: a number would be whatever stands at that place now.
 */
public final class EventJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private EventJson() {}

  public static String write(Object data) {
    try {
      return MAPPER.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not JSON: " + data.getClass().getName(), e);
    }
  }

  /**
   * @throws UnreadableEventException where the text is not the JSON of {@code type}; the text is
   *     not quoted, nor is the parser's message, which would quote it
   */
  public static <T> T read(String json, Class<T> type) {
    try {
      T value = json == null ? null : MAPPER.readValue(json, type);
      if (value == null) {
        throw new UnreadableEventException("no data for " + type.getSimpleName());
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new UnreadableEventException("the data is not a " + type.getSimpleName());
    }
  }
}
