package dev.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.events.CloudEventHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What breaks the document is found. Needs no product. */
class EventsDocumentTest {

  private static final String TOPIC = "postern.sessions";
  private static final String TYPE = "dev.postern.LoginRefused.v1";
  private static final String CONTAINER = "c7k2m9";

  private final EventsDocument document = new EventsDocument();
  private final Map<String, String> headers =
      new HashMap<>(
          new CloudEventHeaders(
                  UUID.fromString("0195605a-8e7c-7b3e-9d43-5c1f0a2b3c4d"),
                  "/postern/ssh-gateway",
                  TYPE,
                  CONTAINER,
                  Instant.parse("2026-03-04T12:00:00.123456Z"),
                  7,
                  null)
              .byName());

  @Test
  void aRecordThatKeepsItBreaksNothing() throws IOException {
    assertThat(document.breaches(record(TOPIC, CONTAINER, golden()))).isEmpty();
  }

  @Test
  void theKeyIsTheNextPropertyWhereTheFirstIsNull() throws IOException {
    headers.put("ce_subject", "demo");
    String data = golden().replace("\"" + CONTAINER + "\"", "null");

    assertThat(document.breaches(record(TOPIC, "demo", data))).isEmpty();
    assertThat(document.breaches(record(TOPIC, "192.0.2.7", data))).isNotEmpty();
  }

  @Test
  void everyHeaderIsMissed() throws IOException {
    for (String name : Map.copyOf(headers).keySet()) {
      String value = headers.remove(name);
      assertThat(document.breaches(record(TOPIC, CONTAINER, golden()))).as(name).isNotEmpty();
      headers.put(name, value);
    }
  }

  @Test
  void aHeaderThatIsOfAnotherFormOrNotDeclaredIsFound() throws IOException {
    for (String header :
        new String[] {"traceparent", "ce_id", "ce_time", "ce_sequence", "content-type", "other"}) {
      String value = headers.put(header, "no such thing");
      assertThat(document.breaches(record(TOPIC, CONTAINER, golden())))
          .as(header)
          .singleElement()
          .asString()
          .contains(header);
      headers.put(header, value);
      headers.values().removeIf(Objects::isNull);
    }
  }

  @Test
  void dataThatTheSchemaForbidsIsFound() throws IOException {
    for (String data :
        new String[] {
          golden().replace("STOPPED", "UNHEARD_OF"),
          golden().replace("\"unpublished\": 0", "\"unpublished\": -1"),
          golden().replace("\"unpublished\": 0", "\"unpublished\": 0, \"more\": 1"),
          golden().replace("SHA256:", "MD5:"),
          "{"
        }) {
      assertThat(document.breaches(record(TOPIC, CONTAINER, data))).as(data).isNotEmpty();
    }
  }

  @Test
  void anotherTopicOrATombstoneWhereNoneIsIsFound() throws IOException {
    assertThat(document.breaches(record("postern.keys", CONTAINER, golden()))).isNotEmpty();
    assertThat(document.breaches(record("postern.unheard-of", CONTAINER, golden()))).isNotEmpty();
    assertThat(document.breaches(record(TOPIC, CONTAINER, null))).isNotEmpty();
    assertThat(document.breaches(record("postern.dead-letters", CONTAINER, "{"))).isNotEmpty();
  }

  private ConsumerRecord<byte[], byte[]> record(String topic, String key, String value) {
    var record = new ConsumerRecord<>(topic, 0, 0, bytes(key), value == null ? null : bytes(value));
    headers.forEach((name, text) -> record.headers().add(name, bytes(text)));
    return record;
  }

  private static String golden() throws IOException {
    Path samples = Postern.ROOT.resolve("events/src/test/resources/golden");
    return Files.readString(samples.resolve(TYPE + ".json"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
