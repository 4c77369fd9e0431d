package dev.postern.audit.log;

import dev.postern.events.UnreadableEventException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads the events of a log once, up to a moment. What was published later than it happened is
 * found too, since all of the log is looked at; what happened later is not given.
 */
public final class HistoryReader {

  private final EventLog log;
  private final Progress progress;

  public HistoryReader(EventLog log, Progress progress) {
    this.log = log;
    this.progress = progress;
  }

  /**
   * Folds what happened until then.
   *
   * @param until the last moment that counts, by the clock of each publisher; null for everything
   */
  public ReadSummary fold(Instant until, Fold fold) {
    return read(fold.topics(), until, fold::mayBeAsked, fold::isAsked, fold::apply);
  }

  /**
   * Gives the events of the topics, tombstones and unknown types too, each once.
   *
   * @param until as in {@link #fold}
   * @param records those that matter; of others nothing is read, nor told that it cannot be read
   */
  public ReadSummary each(
      List<String> topics,
      Instant until,
      Predicate<LogRecord> records,
      Consumer<LogEvent> receiver) {
    return read(
        topics, until, record -> record.key() == null || records.test(record), e -> true, receiver);
  }

  private ReadSummary read(
      List<String> topics,
      Instant until,
      Predicate<LogRecord> records,
      Predicate<LogEvent> asked,
      Consumer<LogEvent> receiver) {
    var summary = new ReadSummary();
    var redeliveries = new Redeliveries();
    progress.begins(log.size(topics));
    log.read(
        topics,
        null,
        record -> {
          progress.read(1);
          summary.saw(record);
          if (!records.test(record)) {
            return;
          }
          try {
            LogEvent event = LogEvent.of(record);
            if (!asked.test(event)) {
              return;
            }
            if (redeliveries.isRepeated(event)) {
              summary.repeated();
            } else if (until == null || !event.time().isAfter(until)) {
              receiver.accept(event);
              summary.took();
            }
          } catch (UnreadableEventException e) {
            summary.unreadable(record, e.getMessage());
          }
        });
    progress.ends();
    return summary;
  }
}
