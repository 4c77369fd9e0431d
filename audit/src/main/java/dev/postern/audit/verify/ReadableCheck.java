package dev.postern.audit.verify;

import dev.postern.audit.log.LogRecord;
import dev.postern.events.EventReader;
import dev.postern.events.UnreadableEventException;

/** {@link Invariant#RECORD_IS_AN_EVENT}, by the reader that the services use. */
final class ReadableCheck implements RecordCheck {

  private final Findings findings;

  ReadableCheck(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void see(LogRecord record) {
    if (record.value() == null && record.topic().startsWith("postern.state.")) {
      return;
    }
    try {
      EventReader.read(record::header, record.key(), record.text());
    } catch (UnreadableEventException e) {
      findings.add(Invariant.RECORD_IS_AN_EVENT, record, e.getMessage());
    }
  }
}
