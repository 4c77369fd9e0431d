package dev.postern.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.postern.events.platform.PlatformEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The published JSON Schemas (draft 2020-12), as the door of every reader: each field is of its
 * type and within its bounds, and there, unless it may be null: what is missing reads as null. How
 * a text reads is for its handler to judge, which knows what to do with a reason that is no word.
 */
final class EventSchemas {

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(false).build();
  private static final ObjectMapper SCHEMA_JSON = new ObjectMapper();
  private static final Map<EventType<?>, List<JsonSchema>> SCHEMAS = new ConcurrentHashMap<>();

  private EventSchemas() {}

  /**
   * @throws UnreadableEventException where the text is not what the type's schema says; names the
   *     place and the rule, and quotes nothing
   */
  static <T extends EventData> ReadData<T> read(EventType<T> type, String json) {
    JsonNode data = EventJson.tree(json, type.data());
    if (PlatformEvent.class.isAssignableFrom(type.data())) {
      T said = EventJson.read(data, type.data());
      // As the record has it, with a default for what the platform left out.
      judge(type, EventJson.tree(said));
      return new ReadData<>(said, null);
    }
    judge(type, data);
    return new ReadData<>(EventJson.read(data, type.data()), actor(type, data));
  }

  private static Actor actor(EventType<?> type, JsonNode data) {
    JsonNode actor = data.get(Actor.FIELD);
    return actor != null && type.mayHaveActor() ? EventJson.read(actor, Actor.class) : null;
  }

  private static void judge(EventType<?> type, JsonNode data) {
    SCHEMAS.computeIfAbsent(type, EventSchemas::schemas).stream()
        .flatMap(schema -> schema.validate(data).stream())
        .findFirst()
        .ifPresent(
            broken -> {
              throw unreadable(type, broken);
            });
  }

  private static UnreadableEventException unreadable(EventType<?> type, ValidationMessage broken) {
    return new UnreadableEventException(
        "the data is not a %s: %s breaks the schema's %s"
            .formatted(type.data().getSimpleName(), place(broken), broken.getType()));
  }

  /** A missing property has the schema's own name, so that is no quotation. */
  private static String place(ValidationMessage broken) {
    String object = broken.getInstanceLocation().toString();
    return broken.getType().equals("required") ? object + "/" + broken.getProperty() : object;
  }

  /** That of the version, and those of what joined it. */
  private static List<JsonSchema> schemas(EventType<?> type) {
    return Stream.concat(
            Stream.of(type.cloudEventType()), type.additions().stream().map("additions/"::concat))
        .map(EventSchemas::schema)
        .toList();
  }

  private static JsonSchema schema(String called) {
    String name = "/schemas/" + called + ".json";
    try (InputStream schema = EventSchemas.class.getResourceAsStream(name)) {
      if (schema == null) {
        throw new IllegalStateException("no schema " + name);
      }
      return FACTORY.getSchema(ReaderSchema.of(SCHEMA_JSON.readTree(schema)), CONFIG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
