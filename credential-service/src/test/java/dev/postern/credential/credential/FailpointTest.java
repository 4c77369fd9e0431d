package dev.postern.credential.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailpointTest {

  @Test
  void noneIsNamedOutsideTheProfileTest() {
    assertThat(Failpoint.named(false, "SET")).isEmpty();
  }

  @Test
  void noneIsNamedWhereNothingIsSaid() {
    assertThat(Failpoint.named(true, "")).doesNotContain("SET");
  }

  @Test
  void thoseOfAListAreNamed() {
    assertThat(Failpoint.named(true, "SET,ARMED")).containsExactlyInAnyOrder("SET", "ARMED");
  }
}
