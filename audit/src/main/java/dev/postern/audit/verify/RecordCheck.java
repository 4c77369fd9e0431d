package dev.postern.audit.verify;

import dev.postern.audit.log.LogRecord;

/** Looks at every record, also at one that is no event or comes again. */
interface RecordCheck {

  void see(LogRecord record);
}
