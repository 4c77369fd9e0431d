package dev.postern.audit.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.audit.log.LogRecord;

/** Looks at every record, also at one that is no event or comes again. */
interface RecordCheck {

  /**
   * @param data its value as JSON; missing where it has none, or is no JSON
   */
  void see(LogRecord record, JsonNode data);
}
