package dev.postern.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.events.containers.ContainerStopped;
import dev.postern.events.containers.PublicIpCounts;
import dev.postern.events.keys.KeyRemoved;
import dev.postern.events.platform.ContainerProvisioned;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

  private static final String QUOTED = "hunter2-do-not-quote";
  private static final String DATA = "{\"container\":\"c7k2m9\",\"account\":\"demo\"}";

  private final Map<String, String> headers =
      new HashMap<>(
          Map.of(
              EventHeaders.ID, "0195605a-8e7c-7b3e-9d43-5c1f0a2b3c4d",
              EventHeaders.SOURCE, "/postern/credential-service",
              EventHeaders.TYPE, "dev.postern.ContainerStopped.v1",
              EventHeaders.TIME, "2026-03-04T12:00:00.123456Z",
              EventHeaders.SEQUENCE, "7"));

  @Test
  void attributesComeFromHeadersAndDataFromTheValue() {
    Event<?> event = EventReader.read(headers::get, "c7k2m9", DATA).orElseThrow();

    assertThat(event.id()).isEqualTo(UUID.fromString("0195605a-8e7c-7b3e-9d43-5c1f0a2b3c4d"));
    assertThat(event.source()).isEqualTo("/postern/credential-service");
    assertThat(event.key()).isEqualTo("c7k2m9");
    assertThat(event.time()).isEqualTo(Instant.parse("2026-03-04T12:00:00.123456Z"));
    assertThat(event.sequence()).isEqualTo(7);
    assertThat(event.data()).isEqualTo(new ContainerStopped("c7k2m9", "demo"));
  }

  @Test
  void whoCausedItAndWhatItFollowsFromAreRead() {
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    headers.put(EventHeaders.CAUSATION_ID, "0195605a-8e7c-7b3e-9d43-000000000001");
    headers.put(EventHeaders.TRACE_PARENT, trace);

    Event<?> event =
        EventReader.read(
                headers::get,
                "c7k2m9",
                DATA.replace(
                    "}",
                    ",\"actor\":{\"subject\":\"s1\",\"account\":null,\"client\":\"cli\",\"newer\":1,"
                        + "\"roles\":[\"operator\",\"user\"]}}"))
            .orElseThrow();

    assertThat(event.actor()).isEqualTo(new Actor("s1", null, "cli", List.of("operator", "user")));
    assertThat(event.causationId())
        .isEqualTo(UUID.fromString("0195605a-8e7c-7b3e-9d43-000000000001"));
    assertThat(event.traceParent()).isEqualTo(trace);
    assertThat(event.data()).isEqualTo(new ContainerStopped("c7k2m9", "demo"));
  }

  @Test
  void whatAnEarlierVersionPublishedHasNeither() {
    Event<?> event = EventReader.read(headers::get, "c7k2m9", DATA).orElseThrow();

    assertThat(event.actor()).isNull();
    assertThat(event.causationId()).isNull();
    assertThat(event.traceParent()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "\"s1\"",
        "{\"subject\":null,\"account\":null,\"client\":null,\"roles\":[]}",
        "{\"subject\":\"s1\",\"account\":7,\"client\":null,\"roles\":[]}",
        "{\"subject\":\"s1\",\"account\":null,\"client\":null,\"roles\":\"user\"}"
      })
  void anActorThatIsNoneIsNeverRead(String actor) {
    assertUnreadable("c7k2m9", DATA.replace("}", ",\"actor\":" + actor + "}"), "actor");
  }

  /** Its events are its own: a field of this name means what the platform likes. */
  @Test
  void whatAPlatformCallsActorIsReadOver() {
    headers.put(EventHeaders.CAUSATION_ID, "order 7");

    Optional<ContainerProvisioned> said =
        provisioned("{\"adapter\":\"ssh\",\"host\":\"203.0.113.7\"}", ",\"actor\":\"joe\"");

    assertThat(said).isPresent();
  }

  @Test
  void aPlatformsRecordWithoutASequenceIsOlderThanAny() {
    headers.remove(EventHeaders.SEQUENCE);

    assertThat(EventReader.read(headers::get, "c7k2m9", DATA).orElseThrow().sequence()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.postern.ContainerStopped.v2",
        "dev.postern.SomethingNew.v1",
        "com.example.Other",
        "ContainerStopped"
      })
  void aTypeOfANewerPublisherIsPassedOver(String type) {
    headers.put(EventHeaders.TYPE, type);

    assertThat(EventReader.read(headers::get, null, "{{{")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {EventHeaders.ID, EventHeaders.SOURCE, EventHeaders.TYPE, EventHeaders.TIME})
  void aMissingOrBlankHeaderIsNamed(String header) {
    headers.remove(header);
    assertUnreadable("c7k2m9", DATA, header);

    headers.put(header, " ");
    assertUnreadable("c7k2m9", DATA, header);
  }

  @ParameterizedTest
  @CsvSource({
    EventHeaders.ID + ", UUID",
    EventHeaders.TIME + ", RFC 3339",
    EventHeaders.SEQUENCE + ", number"
  })
  void aMalformedHeaderIsNamedAndNotQuoted(String header, String said) {
    headers.put(header, QUOTED);

    assertUnreadable("c7k2m9", DATA, said);
  }

  @Test
  void aTimeWithoutAZoneIsNoTime() {
    headers.put(EventHeaders.TIME, "2026-03-04T12:00:00");

    assertUnreadable("c7k2m9", DATA, "RFC 3339");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+999999999-12-31T23:59:59Z",
        "-999999999-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z"
      })
  void aTimeThatNoDatabaseStoresIsNoTime(String time) {
    headers.put(EventHeaders.TIME, time);

    assertUnreadable("c7k2m9", DATA, "RFC 3339");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "9007199254740992", "9223372036854775807", "7.5", ""})
  void aSequenceThatNothingCouldFollowIsNoNumber(String sequence) {
    headers.put(EventHeaders.SEQUENCE, sequence);

    assertUnreadable("c7k2m9", DATA, "number");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"address\":\"203.0.113.7\",\"port\":\"22\"}",
        "{\"address\":\"203.0.113.7\",\"port\":22.5}",
        "{\"address\":\"203.0.113.7\",\"port\":0}",
        "{\"address\":\"203.0.113.7\",\"port\":65536}",
        "{\"address\":\"203.0.113.7\",\"port\":22,\"port\":23}",
        "{\"address\":\"203.0.113.7\\u0000\",\"port\":22}",
        "{\"address\":7,\"port\":22}",
        "{\"address\":null,\"port\":22}",
        "{\"port\":22}",
        "null",
        "[]"
      })
  void whatThePublishedSchemaForbidsIsNeverRead(String address) {
    headers.put(EventHeaders.TYPE, "dev.postern.ContainerCreated.v1");

    assertUnreadable("c7k2m9", created(address), "ContainerCreated");
  }

  @Test
  void whatThePublishedSchemaAllowsIsRead() {
    headers.put(EventHeaders.TYPE, "dev.postern.ContainerCreated.v1");

    assertThat(
            EventReader.read(
                headers::get,
                "c7k2m9",
                created("{\"address\":\"203.0.113.7\",\"port\":22,\"newer\":{\"field\":[]}}")))
        .isPresent();
  }

  @Test
  void whatAPlatformDoesNotSayHasItsDefault() {
    ContainerProvisioned said =
        provisioned("{\"adapter\":\"ssh\",\"host\":\"203.0.113.7\"}", "").orElseThrow();

    assertThat(said.layer()).isNull();
    assertThat(said.notifyOwner()).isTrue();
    assertThat(said.publicIps()).isEqualTo(PublicIpCounts.NONE);
    assertThat(said.access().port()).isEqualTo(22);
    assertThat(said.access().hostKeys()).isEmpty();
    assertThat(
            provisioned(
                "{\"adapter\":\"ssh\",\"host\":\"203.0.113.7\",\"port\":null,\"hostKeys\":null}",
                ",\"layer\":null,\"notify\":null,\"publicIps\":null"))
        .contains(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"host\":\"203.0.113.7\"};'';/access/adapter",
        "{\"adapter\":\"ssh\",\"host\":\"203.0.113.7\",\"port\":0};'';/access/port",
        "{\"adapter\":\"ssh\",\"host\":\"203.0.113.7\",\"hostKeys\":[null]};'';not a"
            + " ContainerProvisioned",
        "{\"adapter\":\"ssh\",\"host\":\"203.0.113.7\"};',\"publicIps\":{\"ipv4\":-1,\"ipv6\":0}';/publicIps/ipv4",
        "{\"adapter\":\"ssh\",\"host\":\"203.0.113.7\"};',\"notify\":\"no\"';not a"
            + " ContainerProvisioned"
      })
  void whatAPlatformMustSayIsNamed(String access, String more, String said) {
    assertThatThrownBy(() -> provisioned(access, more))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining(said);
  }

  private Optional<ContainerProvisioned> provisioned(String access, String more) {
    headers.put(EventHeaders.TYPE, "dev.postern.platform.ContainerProvisioned.v1");
    return EventReader.read(
            headers::get,
            "vm-17",
            """
            {"ref":"vm-17","account":"demo","name":"web-1","environment":"shop","access":%s%s}\
            """
                .formatted(access, more))
        .map(event -> (ContainerProvisioned) event.data());
  }

  @Test
  void aFieldThatMayBeNullMayBeMissingInWhatAnOlderVersionWrote() {
    headers.put(EventHeaders.TYPE, "dev.postern.ContainerCreated.v1");
    String older =
        created("{\"address\":\"203.0.113.7\",\"port\":22}").replace("\"layer\":null,", "");

    assertThat(EventReader.read(headers::get, "c7k2m9", older)).isPresent();
  }

  private static String created(String address) {
    return """
    {"container":"c7k2m9","account":"demo","name":"web-1","environment":"shop","layer":null,
     "login":"root","generation":1,"secretRef":null,"secretExpiresAt":null,"proof":"LOGIN",
     "requestedBy":"demo","addresses":[%s],"hostKeys":[]}\
    """
        .formatted(address);
  }

  @Test
  void aRecordWithoutAKeyIsNoEvent() {
    assertUnreadable(null, DATA, "no key");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "\"" + QUOTED + "\"",
        "{\"container\":\"" + QUOTED,
        "{\"container\":{\"" + QUOTED + "\":1}}",
        QUOTED
      })
  void dataThatIsNotTheTypesIsNotQuoted(String json) {
    assertUnreadable("c7k2m9", json, "ContainerStopped");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"generation\":null,", ""})
  void aNumberThatIsNullOrMissingIsNotTakenForZero(String generation) {
    headers.put(EventHeaders.TYPE, "dev.postern.PasswordResetSuperseded.v1");

    assertUnreadable(
        "c7k2m9",
        "{\"container\":\"c7k2m9\"," + generation + "\"account\":\"demo\",\"supersededBy\":3}",
        "PasswordResetSuperseded");
  }

  @Test
  void onlyRecordsOfTheCatalogueHaveAType() {
    assertThat(EventCatalogue.typeOf(KeyRemoved.class).topic()).isEqualTo(Topics.KEYS);
    assertThatThrownBy(() -> EventCatalogue.typeOf(Stranger.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not in the catalogue");
  }

  private record Stranger(String topicKey) implements EventData {}

  private void assertUnreadable(String key, String json, String said) {
    assertThatThrownBy(() -> EventReader.read(headers::get, key, json))
        .isInstanceOf(UnreadableEventException.class)
        .hasNoCause()
        .hasMessageContaining(said)
        .message()
        .doesNotContain(QUOTED)
        .doesNotContain("c7k2m9");
  }
}
