package dev.postern.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.postern.events.ips.PublicIpConfirmed;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document and the README say what the catalogue says. */
class DocumentsTest {

  private static JsonNode asyncApi;

  @BeforeAll
  static void readDocument() throws Exception {
    asyncApi =
        new ObjectMapper(new YAMLFactory())
            .readTree(Contract.text(Contract.MODULE.resolve("asyncapi.yaml")));
  }

  @Test
  void channelsAreTheTopics() {
    assertThat(asyncApi.path("asyncapi").asText()).isEqualTo("3.0.0");
    assertThat(names(asyncApi.path("channels"))).isEqualTo(topics());
    asyncApi
        .path("channels")
        .properties()
        .forEach(c -> assertThat(c.getValue().path("address").asText()).isEqualTo(c.getKey()));
  }

  @Test
  void everyTypeIsOnATopicOfEventsOrOfState() {
    Map<Boolean, Set<String>> topics =
        EventCatalogue.types().stream()
            .map(EventType::topic)
            .collect(Collectors.partitioningBy(DocumentsTest::state, Collectors.toSet()));
    assertThat(Topics.EVENTS).containsExactlyInAnyOrderElementsOf(topics.get(false));
    assertThat(Topics.STATES).containsExactlyInAnyOrderElementsOf(topics.get(true));
  }

  @Test
  void aChannelCarriesTheTypesOfItsTopic() {
    for (String topic : topics()) {
      Set<String> messages = names(asyncApi.path("channels").path(topic).path("messages"));
      assertThat(messages.remove("tombstone"))
          .as("tombstones on %s", topic)
          .isEqualTo(state(topic));
      assertThat(messages.remove("deadLetter"))
          .as("dead letters on %s", topic)
          .isEqualTo(topic.equals(Topics.DEAD_LETTERS));
      assertThat(messages.remove("checkpoint"))
          .as("checkpoints on %s", topic)
          .isEqualTo(topic.equals(Topics.CHECKPOINTS));
      assertThat(messages)
          .as(topic)
          .isEqualTo(
              EventCatalogue.types().stream()
                  .filter(type -> type.topic().equals(topic))
                  .map(EventType::cloudEventType)
                  .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  @Test
  void aMessageHasItsTypesSchemaAndTheHeadersOfItsPublisher() {
    Set<String> messages = names(asyncApi.at("/components/messages"));
    messages.removeAll(Set.of("tombstone", "deadLetter", "checkpoint"));
    assertThat(messages).hasSameSizeAs(EventCatalogue.types());
    for (EventType<?> type : EventCatalogue.types()) {
      JsonNode message = asyncApi.at("/components/messages").path(type.cloudEventType());
      assertThat(message.at("/payload/schema").findValuesAsText("$ref"))
          .as(type.cloudEventType())
          .containsExactlyElementsOf(schemaFiles(type));
      assertThat(message.at("/traits/0/$ref").asText())
          .as(type.cloudEventType())
          .isEqualTo(
              type.topic().startsWith("platform.")
                  ? "#/components/messageTraits/platformEvent"
                  : "#/components/messageTraits/cloudEvent");
    }
  }

  /** That of the version, and of what joined it. */
  private static List<String> schemaFiles(EventType<?> type) {
    return Stream.concat(
            Stream.of(type.cloudEventType()), type.additions().stream().map("additions/"::concat))
        .map(name -> "./src/main/resources/schemas/" + name + ".json")
        .toList();
  }

  @Test
  void whatPosternPublishesHasEveryHeader() {
    Set<String> all = constants(EventHeaders.class);
    assertThat(names(headers("cloudEventHeaders").path("properties"))).isEqualTo(all);
    Set<String> always = new TreeSet<>(all);
    always.remove(EventHeaders.CAUSATION_ID);
    assertThat(required("cloudEventHeaders")).isEqualTo(always);
    assertThat(
            new CloudEventHeaders(
                    UUID.randomUUID(),
                    "/postern/test",
                    "dev.postern.KeyState.v1",
                    "key",
                    Instant.now(),
                    1,
                    null,
                    UUID.randomUUID())
                .byName()
                .keySet())
        .isEqualTo(all);
  }

  /**
   * As {@link EventReader} does: without one of these a record is no event, the others may lack.
   */
  @Test
  void whatAPlatformPublishesNeedsWhatAReaderNeeds() {
    Set<String> all = constants(EventHeaders.class);
    assertThat(names(headers("platformEventHeaders").path("properties"))).isEqualTo(all);
    EventType<?> type = EventCatalogue.typeOf(PublicIpConfirmed.class);
    String data = Contract.golden(type).toString();
    Map<String, String> whole =
        new CloudEventHeaders(
                UUID.randomUUID(),
                "/platform",
                type.cloudEventType(),
                "192.0.2.7",
                Instant.now(),
                1,
                null,
                UUID.randomUUID())
            .byName();
    for (String name : all) {
      Map<String, String> headers = new HashMap<>(whole);
      headers.remove(name);
      Throwable refusal = catchThrowable(() -> EventReader.read(headers::get, "192.0.2.7", data));
      assertThat(refusal != null)
          .as(name)
          .isEqualTo(required("platformEventHeaders").contains(name));
    }
  }

  @Test
  void theTraceIsAsThePublisherWritesIt() {
    Pattern pattern =
        Pattern.compile(
            headers("cloudEventHeaders").at("/properties/traceparent/pattern").asText());
    assertThat(TraceParent.fresh()).matches(pattern);
    assertThat("00-00000000000000000000000000000000-b7ad6b7169203331-01").doesNotMatch(pattern);
  }

  @Test
  void aMessageNamesTheKeyOfItsRecord() {
    for (EventType<?> type : EventCatalogue.types()) {
      assertThat(
              asyncApi
                  .at("/components/messages")
                  .path(type.cloudEventType())
                  .at("/bindings/kafka/key/description")
                  .asText())
          .as(type.cloudEventType())
          .isEqualTo(
              keysOf(type).stream()
                  .map(parts -> String.join("/", parts))
                  .collect(Collectors.joining(", else its ", "The data's ", "")));
    }
  }

  @Test
  void stateTopicsAreCompactedAndEventTopicsKept() {
    for (String topic : topics()) {
      JsonNode kafka = asyncApi.path("channels").path(topic).at("/bindings/kafka");
      JsonNode configuration = kafka.path("topicConfiguration");
      assertThat(kafka.path("topic").asText()).isEqualTo(topic);
      assertThat(configuration.at("/cleanup.policy/0").asText())
          .as(topic)
          .isEqualTo(state(topic) ? "compact" : "delete");
      boolean addresses = Set.of(Topics.SESSIONS, Topics.REQUESTS).contains(topic);
      if (!state(topic) && !addresses) {
        assertThat(configuration.path("retention.ms").asLong(0)).as(topic).isEqualTo(-1);
      }
    }
  }

  @Test
  void everyReferenceResolves() {
    List<JsonNode> references = asyncApi.findValues("$ref");
    assertThat(references).isNotEmpty();
    for (JsonNode reference : references) {
      String target = reference.asText();
      if (target.startsWith("#")) {
        assertThat(asyncApi.at(target.substring(1)).isMissingNode()).as(target).isFalse();
      } else {
        assertThat(Files.exists(Contract.MODULE.resolve(target))).as(target).isTrue();
      }
    }
  }

  @Test
  void theReadmesTableIsTheCatalogue() {
    List<String> rows =
        Contract.text(Contract.MODULE.resolve("README.md"))
            .lines()
            .filter(line -> line.startsWith("| `dev.postern."))
            .toList();

    assertThat(rows).hasSameSizeAs(EventCatalogue.types());
    for (EventType<?> type : EventCatalogue.types()) {
      assertThat(rows)
          .as("%s on %s", type.cloudEventType(), type.topic())
          .anyMatch(row -> row.startsWith(row(type)));
    }
  }

  private static String row(EventType<?> type) {
    String key =
        keysOf(type).stream()
            .map(
                parts ->
                    parts.stream().map(part -> "`" + part + "`").collect(Collectors.joining("/")))
            .collect(Collectors.joining(", else "));
    return "| `%s` | `%s` | %s |".formatted(type.cloudEventType(), type.topic(), key);
  }

  /**
   * The properties of the sample that the record gives as the key of the topic; where the first may
   * be null, those that it gives then, and so on.
   */
  private static List<List<String>> keysOf(EventType<?> type) {
    ObjectNode data = Contract.golden(type).deepCopy();
    List<List<String>> keys = new ArrayList<>();
    do {
      String key = EventJson.read(data.toString(), type.data()).topicKey();
      keys.add(Arrays.stream(key.split("/")).map(part -> propertyOf(data, part)).toList());
      last(keys).forEach(data::putNull);
    } while (last(keys).stream().allMatch(property -> isNullable(type, property)));
    return keys;
  }

  private static List<String> last(List<List<String>> keys) {
    return keys.get(keys.size() - 1);
  }

  private static boolean isNullable(EventType<?> type, String property) {
    return Contract.schema(type)
        .path("properties")
        .path(property)
        .path("type")
        .toString()
        .contains("null");
  }

  private static String propertyOf(JsonNode golden, String value) {
    return golden.properties().stream()
        .filter(property -> property.getValue().asText().equals(value))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private static JsonNode headers(String schema) {
    return asyncApi.at("/components/schemas").path(schema);
  }

  private static Set<String> required(String schema) {
    Set<String> names = new TreeSet<>();
    headers(schema).path("required").forEach(name -> names.add(name.asText()));
    return names;
  }

  private static boolean state(String topic) {
    return topic.startsWith("postern.state.");
  }

  private static Set<String> topics() {
    return constants(Topics.class);
  }

  private static Set<String> constants(Class<?> type) {
    return Arrays.stream(type.getFields())
        .filter(field -> field.getType().equals(String.class))
        .map(DocumentsTest::value)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String value(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> names(JsonNode object) {
    return object.properties().stream()
        .map(property -> property.getKey())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
