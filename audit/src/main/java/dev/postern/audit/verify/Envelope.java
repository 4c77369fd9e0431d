package dev.postern.audit.verify;

import dev.postern.audit.log.LogEvent;
import dev.postern.audit.log.LogRecord;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventReader;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether key and headers are of the form that nearly all have; any other is for the reader of
 * events to judge. Looked at by hand, since every record is.
 */
final class Envelope {

  private static final Pattern SOURCE = Pattern.compile("/[a-z/-]+");

  /** There are few. */
  private static final int KEPT = 100;

  private static final int ID_LENGTH = 36;
  private static final String DASHES = "........-....-....-....-............";

  private final Set<String> sources = new HashSet<>();

  boolean isPlain(LogRecord record) {
    String sequence = record.header(EventHeaders.SEQUENCE);
    return record.key() != null
        && isSource(record.header(EventHeaders.SOURCE))
        && isId(record.header(EventHeaders.ID))
        && isTime(record.header(EventHeaders.TIME))
        && (sequence == null || EventReader.isSequence(sequence));
  }

  private boolean isSource(String text) {
    if (text == null || sources.contains(text)) {
      return text != null;
    }
    boolean plain = SOURCE.matcher(text).matches();
    if (plain && sources.size() < KEPT) {
      sources.add(text);
    }
    return plain;
  }

  private static boolean isId(String text) {
    if (text == null || text.length() != ID_LENGTH) {
      return false;
    }
    for (int i = 0; i < ID_LENGTH; i++) {
      char c = text.charAt(i);
      boolean hex = c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
      if (DASHES.charAt(i) == '-' ? c != '-' : !hex) {
        return false;
      }
    }
    return true;
  }

  private static boolean isTime(String text) {
    return text != null && LogEvent.isPlainTime(text);
  }
}
