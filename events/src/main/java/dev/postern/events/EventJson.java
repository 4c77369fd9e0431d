package dev.postern.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.stream.Stream;

/**
 * The one JSON form of event data: RFC 3339 times, nulls written, unknown fields ignored by
 * readers. Read to the letter: an enumeration's value is its name, {@code "5"} is no number and
 * {@code 5} no text, a field given twice is an error, and no text has the character NUL, which no
 * database can store.
 */
public final class EventJson {

  private static final String ESCAPED_NUL = "\\u0000";
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
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
    return read(tree(json, type), type);
  }

  static <T> T read(JsonNode data, Class<T> type) {
    try {
      return MAPPER.treeToValue(data, type);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw unreadable(type);
    }
  }

  /** One that is an object or whatever else it is, but not nothing. */
  static JsonNode tree(String json, Class<?> type) {
    try {
      JsonNode data = json == null ? null : MAPPER.readTree(json);
      if (data == null || data.isMissingNode() || data.isNull()) {
        throw new UnreadableEventException("no data for " + type.getSimpleName());
      }
      if (hasNul(json, data)) {
        throw unreadable(type);
      }
      return data;
    } catch (JsonProcessingException e) {
      throw unreadable(type);
    }
  }

  /** JSON has NUL only as an escape: where no text looks like one, none has to be looked at. */
  private static boolean hasNul(String json, JsonNode data) {
    return json.contains(ESCAPED_NUL) && textHasNul(data);
  }

  private static boolean textHasNul(JsonNode node) {
    return node.isTextual()
        ? node.textValue().indexOf(0) >= 0
        : Stream.concat(
                node.valueStream(),
                node.propertyStream().map(property -> TextNode.valueOf(property.getKey())))
            .anyMatch(EventJson::textHasNul);
  }

  private static UnreadableEventException unreadable(Class<?> type) {
    return new UnreadableEventException("the data is not a " + type.getSimpleName());
  }
}
