package dev.postern.failpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailpointsTest {

  @Test
  void noneIsNamedOutsideTheProfileTest() {
    assertThat(Failpoints.named(false, "SET")).isEmpty();
  }

  @Test
  void noneIsNamedWhereNothingIsSaid() {
    assertThat(Failpoints.named(true, "")).doesNotContain("SET");
  }

  @Test
  void thoseOfAListAreNamed() {
    assertThat(Failpoints.named(true, "SET,ARMED")).containsExactlyInAnyOrder("SET", "ARMED");
  }
}
