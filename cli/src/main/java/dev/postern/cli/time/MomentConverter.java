package dev.postern.cli.time;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code 2026-11-28T10:03:00Z} and other times of RFC 3339; without an offset ({@code
 * 2026-11-28T10:03}, {@code 2026-11-28 10:03}, {@code 2026-11-28}, {@code 10:03}) in the time zone
 * of this machine; {@code now}.
 */
public final class MomentConverter implements ITypeConverter<Instant> {

  private final Clock clock;

  public MomentConverter() {
    this(Clock.systemDefaultZone());
  }

  MomentConverter(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Instant convert(String text) {
    try {
      return moment(text.strip());
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "'" + text + "' is no time; write 2026-11-28T10:03:00Z, or 10:03 of today");
    }
  }

  private Instant moment(String text) {
    if (text.equals("now")) {
      return clock.instant();
    }
    if (text.matches(".*(?:[zZ]|[+-]\\d\\d:\\d\\d)") && text.length() > "2026-11-28".length()) {
      return OffsetDateTime.parse(text.replace(' ', 'T').toUpperCase(Locale.ROOT)).toInstant();
    }
    return local(text).atZone(clock.getZone()).toInstant();
  }

  private LocalDateTime local(String text) {
    if (text.matches("\\d\\d:.*")) {
      return LocalDate.now(clock).atTime(LocalTime.parse(text));
    }
    return text.matches("\\d{4}-\\d\\d-\\d\\d")
        ? LocalDate.parse(text).atStartOfDay()
        : LocalDateTime.parse(text.replace(' ', 'T'));
  }
}
