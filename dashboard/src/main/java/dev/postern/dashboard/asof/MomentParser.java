package dev.postern.dashboard.asof;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times as people write them: RFC 3339, or without a zone, which is UTC here. */
final class MomentParser {

  private MomentParser() {}

  /**
   * @return null where it is no time
   */
  static Instant parse(String text) {
    String iso = text.replaceFirst("(?i)\\s*UTC$", "Z").replaceFirst("^(\\S+) +", "$1T");
    try {
      return OffsetDateTime.parse(iso).toInstant();
    } catch (DateTimeException e) {
      return parseLocal(iso);
    }
  }

  private static Instant parseLocal(String iso) {
    try {
      return LocalDateTime.parse(iso.replaceFirst("Z$", "")).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
