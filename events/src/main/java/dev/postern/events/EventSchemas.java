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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The published JSON Schemas (draft 2020-12), as the door of every reader. */
final class EventSchemas {

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(false).build();

  /**
   * How a text reads is for its handler to judge, which knows what to do with a reason that is no
   * word; that it is a text is not.
   */
  private static final Set<String> OF_TEXTS = Set.of("pattern", "format", "anyOf");

  private static final Map<EventType<?>, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

  private EventSchemas() {}

  /**
   * @throws UnreadableEventException where the text is not what the type's schema says; names the
   *     place and the rule, and quotes nothing
   */
  static <T extends EventData> T read(EventType<T> type, String json) {
    JsonNode data = EventJson.tree(json, type.data());
    Set<ValidationMessage> broken =
        SCHEMAS.computeIfAbsent(type, EventSchemas::schema).validate(data);
    for (ValidationMessage message : broken) {
      if (OF_TEXTS.contains(message.getType())) {
        continue;
      }
      throw new UnreadableEventException(
          "the data is not a %s: %s breaks the schema's %s"
              .formatted(
                  type.data().getSimpleName(), message.getInstanceLocation(), message.getType()));
    }
    return EventJson.read(data, type.data());
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
