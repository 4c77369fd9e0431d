package dev.postern.audit.export;

import dev.postern.audit.log.LogEvent;
import dev.postern.audit.log.LogRecord;
import dev.postern.audit.ocsf.OcsfEvents;
import dev.postern.events.UnreadableEventException;
import java.nio.charset.StandardCharsets;

/** A record as one line in OCSF. What is no event, or of none of its classes, has none. */
final class OcsfLine {

  static final String FORMAT = "postern-audit-ocsf";
  private static final byte[] NONE = {};

  private OcsfLine() {}

  static byte[] write(LogRecord record) {
    try {
      return OcsfEvents.of(LogEvent.of(record))
          .map(event -> (event + "\n").getBytes(StandardCharsets.UTF_8))
          .orElse(NONE);
    } catch (UnreadableEventException e) {
      return NONE;
    }
  }
}
