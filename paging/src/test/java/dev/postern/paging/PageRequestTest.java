package dev.postern.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {

  private static final CursorFormat<Long> NUMBERS =
      CursorFormat.number(() -> Problem.invalid("cursor", "give another"));

  @Test
  void withoutParametersItIsTheFirstFifty() {
    assertThat(PageRequest.of(null, null, NUMBERS)).isEqualTo(new PageRequest<>(50, 0L));
  }

  @Test
  void itIsWhatTheParametersSay() {
    assertThat(PageRequest.of("200", NUMBERS.cursor(7L), NUMBERS))
        .isEqualTo(new PageRequest<>(200, 7L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "201", "-1", "many", "", "1000"})
  void aLimitThatNoListTakesIsRefused(String limit) {
    assertThatThrownBy(() -> PageRequest.of(limit, null, NUMBERS)).isInstanceOf(Problem.class);
  }
}
