package dev.postern.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {

  private static final long END_OF_9999 = 253_402_300_799L;

  @Test
  void readsWhatTheFormatterReads() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      Instant time =
          Instant.ofEpochSecond(random.nextLong(END_OF_9999), random.nextInt(999_999_999));
      String text = time.minusNanos(time.getNano() % (int) Math.pow(10, random.nextInt(10))) + "";

      assertThat(EventTime.parse(text)).as(text).isEqualTo(Instant.parse(text));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-28T10:03:00.1Z",
        "2026-11-28T10:03:00+01:00",
        "2026-11-28T23:59:60Z",
        "2026-11-28T10:03Z",
        "+12026-11-28T10:03:00Z",
        "",
        "Z",
        "2026-11-28",
        "2026-11-28T10:03:00",
        "2026-11-28T10:03:00.Z",
        "2026-11-28T10:03:00.1234567890Z",
        "2026-13-28T10:03:00Z",
        "2026-02-30T10:03:00Z",
        "2026-00-10T10:03:00Z",
        "2026-11-28T24:03:00.1Z",
        "2026/11/28T10:03:00Z"
      })
  void takesAndRefusesWhatTheFormatterDoes(String text) {
    assertThat(EventTimeTest.<Object>orNone(() -> EventTime.parse(text)))
        .isEqualTo(orNone(() -> Instant.parse(text)));
  }

  private static <T> T orNone(Supplier<T> parsed) {
    try {
      return parsed.get();
    } catch (DateTimeException e) {
      return null;
    }
  }

  @Test
  void aTextThatIsNoTimeIsRefused() {
    assertThatThrownBy(() -> EventTime.parse("2026-02-30T10:03:00Z"))
        .isInstanceOf(DateTimeException.class);
  }
}
