package dev.postern.backends.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdRangeTest {

  @Test
  void anOrdinaryUserIsRootInsideAndHisSubordinateIdsFollow() {
    List<String> subuid = List.of("# comment", "other:100000:65536", "me:165536:65536");
    IdRange range = IdRange.subordinate(subuid, "me", 1000).orElseThrow();
    assertThat(range.toMap()).isEqualTo("0 1000 1\n1 165536 65536\n");
    assertThat(range.toArguments()).containsExactly("0", "1000", "1", "1", "165536", "65536");
  }

  @Test
  void aRangeMayBeGivenByNumber() {
    assertThat(IdRange.subordinate(List.of("1000:200000:65536"), "me", 1000)).isPresent();
  }

  @Test
  void aRangeTooSmallForAContainersUsersIsNone() {
    assertThat(IdRange.subordinate(List.of("me:200000:10"), "me", 1000)).isEmpty();
  }

  @Test
  void rootsContainersHaveBlocksApartThatNobodyElseUses() {
    assertThat(IdRange.block(1).root()).isEqualTo(IdRange.block(0).root() + 65_536);
    assertThat(IdRange.block(0).root()).isGreaterThan(1_879_048_191);
    assertThat(IdRange.block(3_000).root() + 65_535).isBetween(0, 2_147_352_575);
  }
}
