package dev.postern.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventHeadersTest {

  private static final UUID ID = UUID.fromString("0195605a-8e7c-7b3e-9d43-5c1f0a2b3c4d");
  private static final Instant TIME = Instant.parse("2026-03-04T12:00:00.123456Z");
  private static final String TYPE = "dev.postern.ContainerStopped.v1";
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void everyHeaderOfTheContractIsWritten() {
    assertThat(headers(TYPE, TRACE).byName())
        .containsEntry(EventHeaders.SPEC_VERSION, "1.0")
        .containsEntry(EventHeaders.ID, ID.toString())
        .containsEntry(EventHeaders.SOURCE, "/postern/credential-service")
        .containsEntry(EventHeaders.TYPE, TYPE)
        .containsEntry(EventHeaders.SUBJECT, "c1")
        .containsEntry(EventHeaders.TIME, "2026-03-04T12:00:00.123456Z")
        .containsEntry(EventHeaders.SEQUENCE, "7")
        .containsEntry(EventHeaders.CONTENT_TYPE, "application/json")
        .containsEntry(EventHeaders.TRACE_PARENT, TRACE)
        .containsKey(EventHeaders.DATA_SCHEMA)
        .hasSize(10);
  }

  @Test
  void whatFollowsFromAnEventNamesIt() {
    UUID cause = UUID.fromString("0195605a-8e7c-7b3e-9d43-000000000001");

    assertThat(
            new CloudEventHeaders(ID, "/postern/key-service", TYPE, "c1", TIME, 7, TRACE, cause)
                .byName())
        .containsEntry(EventHeaders.CAUSATION_ID, cause.toString());
  }

  @Test
  void theSchemaOfATypeOfAnotherVersionIsLeftOut() {
    assertThat(headers("dev.postern.OfAnotherVersion.v9", TRACE).byName())
        .doesNotContainKey(EventHeaders.DATA_SCHEMA)
        .containsEntry(EventHeaders.TRACE_PARENT, TRACE);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "00-1-2-00", "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"})
  void anEventWithoutATraceHasOneOfItsOwn(String none) {
    assertThat(headers(TYPE, none).traceParent())
        .matches("00-0195605a8e7c7b3e9d435c1f0a2b3c4d-[0-9a-f]{16}-00");
  }

  private static CloudEventHeaders headers(String type, String traceParent) {
    return new CloudEventHeaders(
        ID, "/postern/credential-service", type, "c1", TIME, 7, traceParent);
  }
}
