package dev.postern.notification.failpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailpointTest {

  @Test
  void noneIsNamedOutsideTheProfileTest() {
    assertThat(Failpoint.named(false, "LEASED")).isEmpty();
  }

  @Test
  void noneIsNamedWhereNothingIsSaid() {
    assertThat(Failpoint.named(true, "")).doesNotContain("LEASED");
  }

  @Test
  void thoseOfAListAreNamed() {
    assertThat(Failpoint.named(true, "LEASED,CLAIMED"))
        .containsExactlyInAnyOrder("LEASED", "CLAIMED");
  }
}
