package dev.postern.audit.export;

import dev.postern.audit.log.LogRecord;

/** Makes the line of a record, with its end. */
interface LineWriter {

  /**
   * @return empty where the record has none
   */
  byte[] line(LogRecord record);
}
