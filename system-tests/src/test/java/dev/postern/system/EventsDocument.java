package dev.postern.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * The published AsyncAPI document and its JSON Schemas, held against a record: to the letter, as
 * somebody who knows nothing else of Postern would.
 */
final class EventsDocument {

  private static final Path FOLDER = Postern.ROOT.resolve("events");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DEAD_LETTERS = "postern.dead-letters";
  static final String CHECKPOINTS = "postern.checkpoints";

  private final JsonNode document = read();
  private final JsonSchemaFactory schemas =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private final SchemaValidatorsConfig strict =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
  private final Map<String, List<JsonSchema>> dataSchemas = new HashMap<>();

  private static JsonNode read() {
    try {
      return new ObjectMapper(new YAMLFactory()).readTree(FOLDER.resolve("asyncapi.yaml").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The types of the messages that Postern publishes. */
  Set<String> published() {
    Set<String> types = new TreeSet<>();
    document
        .path("channels")
        .properties()
        .forEach(
            channel -> {
              if (channel.getKey().startsWith("postern.")) {
                channel.getValue().path("messages").fieldNames().forEachRemaining(types::add);
              }
            });
    return types;
  }

  /** Origin, size and root, an empty line, the signature under the origin's name. */
  private static boolean isNoteOf(ConsumerRecord<byte[], byte[]> record) {
    String origin = Pattern.quote(new String(record.key(), StandardCharsets.UTF_8));
    String note = new String(record.value(), StandardCharsets.UTF_8);
    String base64 = "[A-Za-z0-9+/]+=*";
    return note.matches(
        origin + "\n[1-9][0-9]*\n" + base64 + "\n\n— " + origin + " " + base64 + "\n");
  }

  /** What of the document the record breaks; empty where it keeps it. Quotes no data. */
  List<String> breaches(ConsumerRecord<byte[], byte[]> record) {
    JsonNode messages = document.path("channels").path(record.topic()).path("messages");
    if (messages.isMissingNode()) {
      return List.of("the topic is not in the document");
    }
    if (record.topic().equals(DEAD_LETTERS)) {
      return headers(record, messages.path("deadLetter"));
    }
    if (record.topic().equals(CHECKPOINTS)) {
      return isNoteOf(record) ? List.of() : List.of("no signed note of its key's log");
    }
    String type = headers(record).getOrDefault("ce_type", "");
    JsonNode message = messages.path(record.value() == null ? "tombstone" : type);
    if (message.isMissingNode() || !messages.has(type)) {
      return List.of("no message of the topic: " + type);
    }
    List<String> breaches = new ArrayList<>(headers(record, message));
    breaches.addAll(key(record, messages.path(type)));
    if (record.value() != null) {
      breaches.addAll(data(record, type));
    }
    return breaches;
  }

  private List<String> headers(ConsumerRecord<byte[], byte[]> record, JsonNode message) {
    JsonNode described = resolved(message);
    JsonNode schema =
        resolved(
            described.has("headers")
                ? described.path("headers")
                : resolved(described.path("traits").path(0)).path("headers"));
    List<String> breaches = new ArrayList<>();
    Map<String, String> headers = headers(record);
    if (headers.size() < record.headers().toArray().length) {
      breaches.add("a header twice");
    }
    schema
        .path("required")
        .forEach(
            name -> {
              if (!headers.containsKey(name.asText())) {
                breaches.add("no header " + name.asText());
              }
            });
    headers.forEach((name, value) -> header(breaches, schema.path("properties"), name, value));
    return breaches;
  }

  private void header(List<String> breaches, JsonNode declared, String name, String value) {
    JsonNode schema = resolved(declared.path(name));
    if (schema.isMissingNode()) {
      breaches.add("a header that is not declared: " + name);
      return;
    }
    schemas.getSchema(schema, strict).validate(JSON.valueToTree(value)).stream()
        .map(broken -> "the header " + name + " breaks " + broken.getType())
        .forEach(breaches::add);
  }

  private List<String> key(ConsumerRecord<byte[], byte[]> record, JsonNode message) {
    List<String> breaches = new ArrayList<>();
    String key = text(record.key());
    String subject = headers(record).get("ce_subject");
    if (key == null || subject != null && !subject.equals(key)) {
      breaches.add("the key is not the subject");
    }
    if (record.value() != null && !keyOfData(record, message).equals(key)) {
      breaches.add("the key is not that of the data");
    }
    return breaches;
  }

  /** {@code The data's a/b}, or {@code The data's a, else its b}. */
  private String keyOfData(ConsumerRecord<byte[], byte[]> record, JsonNode message) {
    String said = resolved(message).at("/bindings/kafka/key/description").asText();
    JsonNode data = data(record);
    return Stream.of(said.replace("The data's ", "").split(", else its "))
        .map(
            parts ->
                Stream.of(parts.split("/"))
                    .map(part -> data.path(part).asText(""))
                    .collect(Collectors.joining("/")))
        .filter(key -> !key.isEmpty() && !key.equals("null"))
        .findFirst()
        .orElse("");
  }

  private List<String> data(ConsumerRecord<byte[], byte[]> record, String type) {
    JsonNode data = data(record);
    List<String> breaches = new ArrayList<>();
    List<JsonSchema> schemas = dataSchemas.computeIfAbsent(type, this::dataSchemas);
    schemas.forEach(
        schema -> schema.validate(data).stream().map(EventsDocument::told).forEach(breaches::add));
    Set<String> declared = new TreeSet<>(properties(schemas.get(0)));
    Set<String> written = new TreeSet<>();
    data.fieldNames().forEachRemaining(written::add);
    // What joined the version is there or not.
    schemas.stream().skip(1).map(EventsDocument::properties).forEach(written::removeAll);
    if (!written.equals(declared)) {
      breaches.add("the data has the fields " + written + ", not " + declared);
    }
    String id = schemas.get(0).getSchemaNode().path("$id").asText();
    if (!headers(record).getOrDefault("ce_dataschema", id).equals(id)) {
      breaches.add("ce_dataschema is not the $id of the schema");
    }
    return breaches;
  }

  private static Set<String> properties(JsonSchema schema) {
    Set<String> names = new TreeSet<>();
    schema.getSchemaNode().path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String told(ValidationMessage broken) {
    return "the data: " + broken.getInstanceLocation() + " breaks " + broken.getType();
  }

  /** That of the version, and those of what joined it. */
  private List<JsonSchema> dataSchemas(String type) {
    return document
        .at("/components/messages")
        .path(type)
        .at("/payload/schema")
        .findValuesAsText("$ref")
        .stream()
        .map(this::schema)
        .toList();
  }

  private JsonSchema schema(String file) {
    try {
      return schemas.getSchema(JSON.readTree(FOLDER.resolve(file).toFile()), strict);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode resolved(JsonNode node) {
    JsonNode reference = node.path("$ref");
    return reference.isMissingNode()
        ? node
        : resolved(document.at(reference.asText().substring(1)));
  }

  static JsonNode data(ConsumerRecord<byte[], byte[]> record) {
    try {
      return JSON.readTree(record.value());
    } catch (IOException e) {
      return JSON.missingNode();
    }
  }

  static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new TreeMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), text(header.value()));
    }
    return headers;
  }

  private static String text(byte[] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
