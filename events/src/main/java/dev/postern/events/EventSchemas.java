package dev.postern.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The published JSON Schemas (draft 2020-12), as the door of every reader: each field is there, of
 * its type and within its bounds. How a text reads is for its handler to judge, which knows what to
 * do with a reason that is no word.
 */
final class EventSchemas {

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(false).build();
  private static final String HOW_A_TEXT_READS = "pattern";
  private static final Map<EventType<?>, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

  private EventSchemas() {}

  /**
   * @throws UnreadableEventException where the text is not what the type's schema says; names the
   *     place and the rule, and quotes nothing
   */
  static <T extends EventData> T read(EventType<T> type, String json) {
    JsonNode data = EventJson.tree(json, type.data());
    SCHEMAS.computeIfAbsent(type, EventSchemas::schema).validate(data).stream()
        .filter(broken -> !broken.getType().equals(HOW_A_TEXT_READS))
        .findFirst()
        .ifPresent(
            broken -> {
              throw unreadable(type, broken);
            });
    return EventJson.read(data, type.data());
  }

  private static UnreadableEventException unreadable(EventType<?> type, ValidationMessage broken) {
    return new UnreadableEventException(
        "the data is not a %s: %s breaks the schema's %s"
            .formatted(
                type.data().getSimpleName(), broken.getInstanceLocation(), broken.getType()));
  }

  private static JsonSchema schema(EventType<?> type) {
    String name = "/schemas/" + type.cloudEventType() + ".json";
    try (InputStream schema = EventSchemas.class.getResourceAsStream(name)) {
      if (schema == null) {
        throw new IllegalStateException("no schema " + name);
      }
      return FACTORY.getSchema(schema, CONFIG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
