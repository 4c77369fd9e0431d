package dev.postern.audit.ocsf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.audit.log.LogEvent;
import dev.postern.audit.log.LogRecord;
import dev.postern.audit.testing.MemoryLog;
import dev.postern.audit.testing.Scene;
import dev.postern.events.EventHeaders;
import dev.postern.events.Topics;
import dev.postern.events.sessions.LoginRefused;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class OcsfEventsTest {

  private final Scene scene = new Scene();

  @Test
  void aSessionIsALogon() {
    scene.open("c1", "demo", "friend", "k2");

    ObjectNode ocsf = last(Topics.SESSIONS).orElseThrow();

    assertThat(ocsf.path("class_uid").asInt()).isEqualTo(3002);
    assertThat(ocsf.path("type_uid").asInt()).isEqualTo(300_201);
    assertThat(ocsf.path("status_id").asInt()).isEqualTo(1);
    assertThat(ocsf.path("time").asLong()).isEqualTo(scene.now().toEpochMilli());
    assertThat(ocsf.at("/user/uid").asText()).isEqualTo("friend");
    assertThat(ocsf.at("/src_endpoint/ip").asText()).isEqualTo("192.0.2.7");
    assertThat(ocsf.at("/resources/0/uid").asText()).isEqualTo("c1");
    assertThat(ocsf.at("/metadata/uid").asText()).isNotBlank();
  }

  @Test
  void aRefusedLoginIsALogonThatFailed() {
    scene.add(new LoginRefused(null, null, null, "192.0.2.9", LoginRefused.Reason.UNKNOWN_KEY, 0));

    ObjectNode ocsf = last(Topics.SESSIONS).orElseThrow();

    assertThat(ocsf.path("status_id").asInt()).isEqualTo(2);
    assertThat(ocsf.path("status_detail").asText()).isEqualTo("UNKNOWN_KEY");
  }

  @Test
  void aResetIsAnAccountChangeAndTheActorIsItsSubject() {
    scene.applyReset("c1", "demo", "web-1", 2);
    assertThat(last(Topics.CONTAINERS).orElseThrow().path("type_uid").asInt()).isEqualTo(300_104);

    scene.addKey("k1", "demo", null);
    assertThat(last(Topics.KEYS).orElseThrow().at("/actor/user/uid").asText()).isEqualTo("s-demo");
  }

  @Test
  void aRequestIsAnActivityOfTheApiByItsMethod() {
    ObjectNode ocsf =
        OcsfEvents.of(
                request(
                    "{\"service\":\"key-service\",\"operation\":\"DELETE /v1/keys/{id}\","
                        + "\"subject\":\"s-1\",\"source\":\"192.0.2.7\",\"status\":204}"))
            .orElseThrow();

    assertThat(ocsf.path("type_uid").asInt()).isEqualTo(600_304);
    assertThat(ocsf.at("/api/operation").asText()).isEqualTo("DELETE /v1/keys/{id}");
    assertThat(ocsf.at("/api/response/code").asInt()).isEqualTo(204);
    assertThat(ocsf.at("/actor/user/uid").asText()).isEqualTo("s-1");
  }

  @Test
  void whatBelongsToNoClassIsLeftOut() {
    scene.attach("192.0.2.10", "c1", "demo");

    assertThat(last(Topics.IPS)).isEmpty();
  }

  private static LogEvent request(String json) {
    var headers = new RecordHeaders();
    headers.add(EventHeaders.TYPE, bytes("dev.postern.RequestMade.v1"));
    headers.add(EventHeaders.ID, bytes("0197f9d2-0000-7000-8000-000000000000"));
    headers.add(EventHeaders.TIME, bytes("2026-03-01T10:00:00Z"));
    return LogEvent.of(new LogRecord("postern.requests", 0, 0, 0, "demo", headers, bytes(json)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Optional<ObjectNode> last(String topic) {
    List<LogRecord> records = new ArrayList<>();
    MemoryLog.of(scene.script()).read(List.of(topic), null, records::add);
    return OcsfEvents.of(LogEvent.of(records.get(records.size() - 1)));
  }
}
