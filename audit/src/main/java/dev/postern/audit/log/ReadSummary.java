package dev.postern.audit.log;

import java.util.ArrayList;
import java.util.List;

/** What a reader met on its way; part of every answer, so that nothing is left out silently. */
public final class ReadSummary {

  private static final int SHOWN = 10;

  private final List<String> places = new ArrayList<>();
  private long records;
  private long taken;
  private long repeated;
  private long unreadable;

  void saw(LogRecord record) {
    records++;
  }

  void took() {
    taken++;
  }

  void repeated() {
    repeated++;
  }

  void unreadable(LogRecord record, String reason) {
    unreadable++;
    if (places.size() < SHOWN) {
      places.add(record.place() + ": " + reason);
    }
  }

  /** All records that were read. */
  public long records() {
    return records;
  }

  /** Events that the answer is made of. */
  public long taken() {
    return taken;
  }

  /** Events that stood in the log again. */
  public long repeats() {
    return repeated;
  }

  /** Records that are no event. */
  public long unreadable() {
    return unreadable;
  }

  /** Where the first unreadable records are, and why; none is quoted. */
  public List<String> unreadablePlaces() {
    return List.copyOf(places);
  }
}
