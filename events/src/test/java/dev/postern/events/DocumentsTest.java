package dev.postern.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
  void aChannelCarriesTheTypesOfItsTopic() {
    for (String topic : topics()) {
      Set<String> messages = names(asyncApi.path("channels").path(topic).path("messages"));
      assertThat(messages.remove("tombstone"))
          .as("tombstones on %s", topic)
          .isEqualTo(state(topic));
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
  void aMessageHasItsTypesSchemaAndTheHeaders() {
    Set<String> messages = names(asyncApi.at("/components/messages"));
    messages.remove("tombstone");
    assertThat(messages).hasSameSizeAs(EventCatalogue.types());
    for (EventType<?> type : EventCatalogue.types()) {
      JsonNode message = asyncApi.at("/components/messages").path(type.cloudEventType());
      assertThat(message.at("/payload/schema/$ref").asText())
          .isEqualTo("./src/main/resources/schemas/" + type.cloudEventType() + ".json");
      assertThat(message.at("/traits/0/$ref").asText())
          .isEqualTo("#/components/messageTraits/cloudEvent");
    }
    assertThat(names(asyncApi.at("/components/schemas/cloudEventHeaders/properties")))
        .isEqualTo(constants(EventHeaders.class));
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
      if (!state(topic) && !topic.equals(Topics.SESSIONS)) {
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

  /** The key is the properties of the sample that the record gives as the key of the topic. */
  private static String row(EventType<?> type) {
    JsonNode golden = Contract.golden(type);
    String key = EventJson.read(golden.toString(), type.data()).topicKey();
    String properties =
        Arrays.stream(key.split("/"))
            .map(part -> "`" + propertyOf(golden, part) + "`")
            .collect(Collectors.joining("/"));
    return "| `%s` | `%s` | %s |".formatted(type.cloudEventType(), type.topic(), properties);
  }

  private static String propertyOf(JsonNode golden, String value) {
    return golden.properties().stream()
        .filter(property -> property.getValue().asText().equals(value))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private static boolean state(String topic) {
    return topic.startsWith("postern.state.");
  }

  private static Set<String> topics() {
    return constants(Topics.class);
  }

  private static Set<String> constants(Class<?> type) {
    return Arrays.stream(type.getFields())
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
