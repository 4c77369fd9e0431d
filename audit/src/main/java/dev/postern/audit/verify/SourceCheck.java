package dev.postern.audit.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.audit.log.LogRecord;
import dev.postern.events.EventCatalogue;
import dev.postern.events.EventHeaders;
import dev.postern.events.Topics;
import java.util.Map;

/** {@link Invariant#SOURCE_PUBLISHES_ITS_OWN}. What a platform calls itself is its own affair. */
final class SourceCheck implements RecordCheck {

  private static final String KEY_SERVICE = "/postern/key-service";
  private static final String IP_SERVICE = "/postern/ip-service";
  private static final String CREDENTIAL_SERVICE = "/postern/credential-service";
  private static final String NOTIFICATION_SERVICE = "/postern/notification-service";
  private static final String GATEWAY = "/postern/ssh-gateway";

  private static final Map<String, String> PUBLISHERS =
      Map.of(
          Topics.CONTAINERS, CREDENTIAL_SERVICE,
          Topics.STATE_CONTAINERS, CREDENTIAL_SERVICE,
          Topics.KEYS, KEY_SERVICE,
          Topics.STATE_KEYS, KEY_SERVICE,
          Topics.STATE_SHARES, KEY_SERVICE,
          Topics.IPS, IP_SERVICE,
          Topics.NOTIFICATIONS, NOTIFICATION_SERVICE,
          Topics.SESSIONS, GATEWAY);

  private final Findings findings;

  SourceCheck(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void see(LogRecord record, JsonNode data) {
    String publisher = PUBLISHERS.get(record.topic());
    String source = record.header(EventHeaders.SOURCE);
    // A gateway may say which one of several it is.
    if (publisher != null && (source == null || !isOf(source, publisher))) {
      findings.add(
          Invariant.SOURCE_PUBLISHES_ITS_OWN,
          record,
          "only " + publisher + " may publish on " + record.topic());
    }
    EventCatalogue.typeOf(String.valueOf(record.header(EventHeaders.TYPE)))
        .filter(type -> !type.topic().equals(record.topic()))
        .ifPresent(
            type ->
                findings.add(
                    Invariant.SOURCE_PUBLISHES_ITS_OWN,
                    record,
                    type.name() + " belongs on " + type.topic()));
  }

  private static boolean isOf(String source, String publisher) {
    return source.equals(publisher) || source.startsWith(publisher + "/");
  }
}
