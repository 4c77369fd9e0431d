package dev.postern.transparency.verify;

import dev.postern.transparency.leaf.LogRecord;
import java.time.Instant;
import java.util.Iterator;

/** A partition as it is now. */
public interface PartitionLog {

  /** The first offset that is kept; what is before it was removed. */
  long start();

  /** Whether the topic's retention may have removed a record of that time by now. */
  boolean mayHaveRemoved(Instant written);

  /** All committed records, in the order of their offsets. */
  Iterator<LogRecord> records();
}
