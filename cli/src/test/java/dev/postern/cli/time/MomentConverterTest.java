package dev.postern.cli.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class MomentConverterTest {

  private final MomentConverter converter =
      new MomentConverter(
          Clock.fixed(Instant.parse("2026-11-28T12:00:00Z"), ZoneId.of("Europe/Berlin")));

  @ParameterizedTest
  @CsvSource({
    "2026-11-28T10:03:00Z, 2026-11-28T10:03:00Z",
    "2026-11-28T10:03:00.123456+02:00, 2026-11-28T08:03:00.123456Z",
    "2026-11-28t10:03:00z, 2026-11-28T10:03:00Z",
    "2026-11-28 10:03:00Z, 2026-11-28T10:03:00Z",
    "2026-11-28T10:03, 2026-11-28T09:03:00Z",
    "2026-07-01 10:03:05, 2026-07-01T08:03:05Z",
    "2026-11-28, 2026-11-27T23:00:00Z",
    "10:03, 2026-11-28T09:03:00Z",
    "now, 2026-11-28T12:00:00Z"
  })
  void aMomentIsReadAsPeopleTypeIt(String text, Instant moment) {
    assertThat(converter.convert(text)).isEqualTo(moment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "25:00", "2026-13-01", "2026-11-28T10:03:00+2"})
  void whatIsNoMomentIsRefused(String text) {
    assertThatThrownBy(() -> converter.convert(text)).isInstanceOf(TypeConversionException.class);
  }
}
