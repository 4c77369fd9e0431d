package dev.postern.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each type's record, schema and golden sample say the same thing. */
class CompatibilityTest {

  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final SchemaValidatorsConfig STRICT =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(passw|hash|shadow|sealed|cipher|plain|salt|e-?mail|private|token|passphrase).*");

  static Stream<EventType<?>> types() {
    return EventCatalogue.types().stream();
  }

  @ParameterizedTest
  @MethodSource("types")
  void aTypeHasASchemaOfDraft202012WithItsIdentity(EventType<?> type) {
    JsonNode schema = Contract.schema(type);

    assertThat(schema.path("$schema").asText()).isEqualTo(SchemaId.V202012);
    assertThat(schema.path("$id").asText()).isEqualTo(type.dataSchema());
    assertThat(schema.path("title").asText()).isEqualTo(type.name());
    assertThat(type.data().getResource("/schemas/" + type.cloudEventType() + ".json"))
        .as("the schema is in the jar")
        .isNotNull();
    assertThat(metaSchema().validate(schema)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("types")
  void aSchemaDeclaresExactlyTheComponentsOfTheRecord(EventType<?> type) {
    JsonNode schema = Contract.schema(type);

    assertThat(names(schema.path("properties"))).isEqualTo(components(type.data()));
    assertThat(texts(schema.path("required"))).isEqualTo(components(type.data()));
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyPropertyIsDescribedAndNoneIsNamedLikeASecret(EventType<?> type) {
    assertDescribedAndNotSecret(Contract.schema(type));
  }

  static void assertDescribedAndNotSecret(JsonNode schema) {
    for (JsonNode object : objects(schema)) {
      assertThat(object.path("additionalProperties").asBoolean(false))
          .as("a reader tolerates fields of newer publishers")
          .isTrue();
      object
          .path("properties")
          .properties()
          .forEach(
              property -> {
                assertThat(property.getValue().path("description").asText())
                    .as("description of %s", property.getKey())
                    .isNotBlank();
                assertThat(property.getKey()).doesNotMatch(SECRET);
              });
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void aGoldenSampleValidatesAndUsesExactlyTheDeclaredProperties(EventType<?> type) {
    JsonNode golden = Contract.golden(type);

    assertThat(names(golden)).isEqualTo(components(type.data()));
    assertThat(violations(type, golden)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("types")
  void aSampleReadAndWrittenAgainIsTheSameJson(EventType<?> type) throws Exception {
    JsonNode golden = Contract.golden(type);

    EventData data = EventJson.read(golden.toString(), type.data());

    assertThat(Contract.JSON.readTree(EventJson.write(data))).isEqualTo(golden);
  }

  @ParameterizedTest
  @MethodSource("types")
  void aFieldOfANewerPublisherIsReadOver(EventType<?> type) {
    ObjectNode newer = Contract.golden(type).deepCopy();
    newer.putObject("addedLater").put("by", "a newer publisher");

    EventData data = EventJson.read(newer.toString(), type.data());

    assertThat(data).isEqualTo(EventJson.read(Contract.golden(type).toString(), type.data()));
    assertThat(violations(type, newer)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("types")
  void aSampleWithoutAPropertyOrWithANumberInsteadOfTextIsNoValidData(EventType<?> type) {
    for (String name : components(type.data())) {
      ObjectNode without = Contract.golden(type).deepCopy();
      without.remove(name);
      ObjectNode wrong = Contract.golden(type).deepCopy();
      wrong.put(name, -1.5);

      assertThat(violations(type, without)).as("without %s", name).isNotEmpty();
      assertThat(violations(type, wrong)).as("with a wrong %s", name).isNotEmpty();
    }
  }

  private static Set<ValidationMessage> violations(EventType<?> type, JsonNode data) {
    JsonSchema schema = SCHEMAS.getSchema(Contract.schema(type), STRICT);
    return schema.validate(data.toString(), InputFormat.JSON);
  }

  private static JsonSchema metaSchema() {
    return SCHEMAS.getSchema(SchemaLocation.of(SchemaId.V202012), STRICT);
  }

  private static List<String> components(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .filter(component -> !component.isAnnotationPresent(Addition.class))
        .map(CompatibilityTest::jsonName)
        .toList();
  }

  private static String jsonName(RecordComponent component) {
    JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
    return renamed == null ? component.getName() : renamed.value();
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  /** Every schema within the schema that has properties. */
  private static List<JsonNode> objects(JsonNode schema) {
    List<JsonNode> objects = new ArrayList<>(schema.findParents("properties"));
    assertThat(objects).isNotEmpty();
    return objects;
  }
}
