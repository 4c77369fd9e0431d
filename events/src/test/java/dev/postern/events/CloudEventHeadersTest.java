package dev.postern.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CloudEventHeadersTest {

  private static final UUID ID = UUID.fromString("0195605a-8e7c-7b3e-9d43-5c1f0a2b3c4d");
  private static final Instant TIME = Instant.parse("2026-03-04T12:00:00.123456Z");
  private static final String TYPE = "dev.postern.ContainerStopped.v1";

  @Test
  void everyHeaderOfTheContractIsWritten() {
    assertThat(headers(TYPE, "00-1-2-00").byName())
        .containsEntry(EventHeaders.SPEC_VERSION, "1.0")
        .containsEntry(EventHeaders.ID, ID.toString())
        .containsEntry(EventHeaders.SOURCE, "/postern/credential-service")
        .containsEntry(EventHeaders.TYPE, TYPE)
        .containsEntry(EventHeaders.SUBJECT, "c1")
        .containsEntry(EventHeaders.TIME, "2026-03-04T12:00:00.123456Z")
        .containsEntry(EventHeaders.SEQUENCE, "7")
        .containsEntry(EventHeaders.CONTENT_TYPE, "application/json")
        .containsEntry(EventHeaders.TRACE_PARENT, "00-1-2-00")
        .containsKey(EventHeaders.DATA_SCHEMA)
        .hasSize(10);
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    assertThat(headers("dev.postern.OfAnotherVersion.v9", null).byName())
        .doesNotContainKeys(EventHeaders.DATA_SCHEMA, EventHeaders.TRACE_PARENT);
  }

  private static CloudEventHeaders headers(String type, String traceParent) {
    return new CloudEventHeaders(
        ID, "/postern/credential-service", type, "c1", TIME, 7, traceParent);
  }
}
