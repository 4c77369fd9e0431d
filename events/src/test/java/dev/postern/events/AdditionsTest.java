package dev.postern.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.postern.events.state.StateValue;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What joined a published version changes nothing for who reads the version alone. */
class AdditionsTest {

  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final SchemaValidatorsConfig STRICT =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  static Stream<String> additions() {
    return EventCatalogue.types().stream().flatMap(type -> type.additions().stream()).distinct();
  }

  static Stream<EventType<?>> typesWithASample() {
    return EventCatalogue.types().stream()
        .filter(type -> Files.exists(Contract.goldenFileWithAdditions(type)));
  }

  @Test
  void onlyEventsOfOurOwnHaveAnActor() {
    for (EventType<?> type : EventCatalogue.types()) {
      assertThat(type.additions().contains(Actor.FIELD))
          .as(type.cloudEventType())
          .isEqualTo(
              !type.topic().startsWith("platform.")
                  && !StateValue.class.isAssignableFrom(type.data()));
    }
  }

  @Test
  void everyAdditionHasASample() throws IOException {
    Set<String> shown = new TreeSet<>();
    typesWithASample().forEach(type -> shown.addAll(type.additions()));

    assertThat(shown).containsExactlyInAnyOrderElementsOf(additions().toList());
  }

  @ParameterizedTest
  @MethodSource("additions")
  void anAdditionDeclaresOneDescribedFieldAndRequiresNothing(String name) {
    JsonNode schema = Contract.addition(name);

    assertThat(schema.path("$schema").asText()).isEqualTo(SchemaId.V202012);
    assertThat(schema.path("$id").asText())
        .isEqualTo("https://postern.dev/schemas/additions/" + name + ".json");
    assertThat(schema.path("title").asText()).isEqualTo(name);
    assertThat(schema.path("description").asText()).isNotBlank();
    assertThat(schema.has("required")).isFalse();
    assertThat(schema.path("additionalProperties").asBoolean()).isTrue();
    assertThat(names(schema.path("properties"))).containsExactly(name);
    assertThat(SCHEMAS.getSchema(SchemaLocation.of(SchemaId.V202012), STRICT).validate(schema))
        .isEmpty();
    CompatibilityTest.assertDescribedAndNotSecret(schema);
  }

  @ParameterizedTest
  @MethodSource("typesWithASample")
  void aSampleIsValidByTheVersionAloneAndByWhatJoinedIt(EventType<?> type) {
    JsonNode sample = Contract.goldenWithAdditions(type);

    assertThat(violations(Contract.schema(type), sample)).isEmpty();
    for (String name : type.additions()) {
      assertThat(violations(Contract.addition(name), sample)).isEmpty();
      ObjectNode wrong = sample.deepCopy();
      wrong.put(name, -1.5);
      assertThat(violations(Contract.addition(name), wrong)).as("a wrong %s", name).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("typesWithASample")
  void aSampleReadAndWrittenAgainIsTheSameJson(EventType<?> type) throws IOException {
    JsonNode sample = Contract.goldenWithAdditions(type);

    Event<?> read = read(type, sample);

    assertThat(Contract.JSON.readTree(EventJson.write(read.data(), read.actor())))
        .isEqualTo(sample);
  }

  /** As one reads it that was built before the addition. */
  @ParameterizedTest
  @MethodSource("typesWithASample")
  void withoutItsAdditionsASampleIsThatOfTheVersion(EventType<?> type) {
    ObjectNode sample = Contract.goldenWithAdditions(type).deepCopy();
    sample.remove(type.additions());

    assertThat(sample).isEqualTo(Contract.golden(type));
    assertThat(read(type, sample).actor()).isNull();
  }

  private static Event<?> read(EventType<?> type, JsonNode data) {
    EventData sample = EventJson.read(data.toString(), type.data());
    Map<String, String> headers =
        new HashMap<>(
            Map.of(
                EventHeaders.ID, "0195605a-8e7c-7b3e-9d43-5c1f0a2b3c4d",
                EventHeaders.SOURCE, "/postern/test",
                EventHeaders.TYPE, type.cloudEventType(),
                EventHeaders.TIME, "2026-03-04T12:00:00.123456Z",
                EventHeaders.SEQUENCE, "7"));
    return EventReader.read(headers::get, sample.topicKey(), data.toString()).orElseThrow();
  }

  private static Set<ValidationMessage> violations(JsonNode schema, JsonNode data) {
    return SCHEMAS.getSchema(schema, STRICT).validate(data.toString(), InputFormat.JSON);
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
