package dev.postern.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.problem.Problem;
import org.junit.jupiter.api.Test;

class ScopeTest {

  @Test
  void everyAccountIncludesAllAndOneOnlyItself() {
    assertThat(Scope.everyAccount().includes("demo")).isTrue();
    assertThat(Scope.only("demo").includes("demo")).isTrue();
    assertThat(Scope.only("demo").includes("friend")).isFalse();
  }

  @Test
  void anAccountThatIsNamedNarrowsAndNeverWidens() {
    assertThat(Scope.everyAccount().narrowedTo("demo")).isEqualTo(Scope.only("demo"));
    assertThat(Scope.everyAccount().narrowedTo(null)).isEqualTo(Scope.everyAccount());
    assertThat(Scope.only("demo").narrowedTo("demo")).isEqualTo(Scope.only("demo"));
    assertThat(Scope.only("demo").narrowedTo(null)).isEqualTo(Scope.only("demo"));
    assertThatThrownBy(() -> Scope.only("demo").narrowedTo("friend")).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> Scope.only("demo").narrowedTo("")).isInstanceOf(Problem.class);
  }
}
