package dev.postern.audit.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.audit.log.LogRecord;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventReader;
import dev.postern.events.UnreadableEventException;
import java.util.HashMap;
import java.util.Map;

/**
 * {@link Invariant#RECORD_IS_AN_EVENT}, by the reader that the services use. Headers and the record
 * of the type are judged each time elsewhere; the schema only where the data is unlike all before.
 */
final class ReadableCheck implements RecordCheck {

  private final Findings findings;
  private final Envelope envelope = new Envelope();
  private final Map<String, JudgedValues> judged = new HashMap<>();

  ReadableCheck(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void see(LogRecord record, JsonNode data) {
    if (record.value() == null && record.topic().startsWith("postern.state.")) {
      return;
    }
    String type = String.valueOf(record.header(EventHeaders.TYPE));
    JudgedValues known = judged.computeIfAbsent(type, t -> new JudgedValues());
    if (envelope.isPlain(record) && known.cover(data)) {
      return;
    }
    try {
      EventReader.read(record::header, record.key(), record.text());
      known.add(data);
    } catch (UnreadableEventException e) {
      findings.add(Invariant.RECORD_IS_AN_EVENT, record, e.getMessage());
    }
  }
}
