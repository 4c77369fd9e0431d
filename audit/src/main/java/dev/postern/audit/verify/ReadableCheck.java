package dev.postern.audit.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.audit.log.LogRecord;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventReader;
import dev.postern.events.UnreadableEventException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@link Invariant#RECORD_IS_AN_EVENT}, by the reader that the services use. Headers and the record
 * of the type are judged each time elsewhere; the schema only where the data is unlike all before.
 */
final class ReadableCheck implements RecordCheck {

  private static final Pattern SOURCE = Pattern.compile("/[a-z/-]+");
  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** On days that every month has. */
  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\\d|2[0-8])"
              + "T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?Z");

  private final Findings findings;
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
    if (hasEnvelope(record) && known.cover(data)) {
      return;
    }
    try {
      EventReader.read(record::header, record.key(), record.text());
      known.add(data);
    } catch (UnreadableEventException e) {
      findings.add(Invariant.RECORD_IS_AN_EVENT, record, e.getMessage());
    }
  }

  /**
   * Whether key and headers are of the form that nearly all have; any other is for the reader to
   * judge.
   */
  private static boolean hasEnvelope(LogRecord record) {
    String sequence = record.header(EventHeaders.SEQUENCE);
    return record.key() != null
        && is(record.header(EventHeaders.SOURCE), SOURCE)
        && is(record.header(EventHeaders.ID), UUID)
        && is(record.header(EventHeaders.TIME), TIME)
        && (sequence == null || EventReader.isSequence(sequence));
  }

  private static boolean is(String text, Pattern pattern) {
    return text != null && pattern.matcher(text).matches();
  }
}
