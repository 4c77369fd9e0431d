package dev.postern.ip.kubernetes;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** What is logged while it is open. */
final class LoggedRecords extends Handler implements AutoCloseable {

  private final List<LogRecord> records = new CopyOnWriteArrayList<>();

  LoggedRecords() {
    Logger.getLogger("").addHandler(this);
  }

  List<String> messages() {
    return records.stream().map(LoggedRecords::message).toList();
  }

  private static String message(LogRecord record) {
    return record instanceof ExtLogRecord ext ? ext.getFormattedMessage() : record.getMessage();
  }

  /** Messages that came with a stack trace. */
  List<String> traces() {
    return records.stream()
        .filter(record -> record.getThrown() != null)
        .map(record -> record.getLoggerName() + ": " + message(record))
        .toList();
  }

  @Override
  public void publish(LogRecord record) {
    records.add(record);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(this);
  }
}
