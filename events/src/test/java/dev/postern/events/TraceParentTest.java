package dev.postern.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

  @Test
  void hasTheFormOfTraceContext() {
    assertThat(TraceParent.of("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", "01"))
        .isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
  }

  @Test
  void theTraceOfASessionIsItsId() {
    UUID session = UUID.fromString("0199c3a1-7b5e-7c41-9d3e-2f6a8b1c4d5e");

    assertThat(TraceParent.unsampled(session))
        .matches("00-0199c3a17b5e7c419d3e2f6a8b1c4d5e-[0-9a-f]{16}-00")
        .doesNotEndWith("-0000000000000000-00");
  }

  @Test
  void aFreshOneIsValidAndAnotherEachTime() {
    String fresh = TraceParent.fresh();

    assertThat(TraceParent.isValid(fresh)).isTrue();
    assertThat(fresh).endsWith("-01").isNotEqualTo(TraceParent.fresh());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n"
      })
  void whatNobodyCanContinueIsNotValid(String text) {
    assertThat(TraceParent.isValid(text)).isFalse();
  }
}
