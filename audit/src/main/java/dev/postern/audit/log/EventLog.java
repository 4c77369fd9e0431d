package dev.postern.audit.log;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Where records are read from: Kafka's topics, or an export of them. */
public interface EventLog extends AutoCloseable {

  /**
   * Reads topics one after another, each from its beginning to where it ended when this log was
   * opened, in the order of each partition.
   *
   * @param since what was written to the log before is skipped; null for everything
   * @throws UnreadableLogException where a topic cannot be read
   */
  void read(List<String> topics, Instant since, Consumer<LogRecord> receiver);

  /** Of these topics, those that this log has. */
  List<String> present(Collection<String> topics);

  /** How many records there are to read in the topics, at most. */
  long size(List<String> topics);

  @Override
  void close();
}
