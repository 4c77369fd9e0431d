package dev.postern.credential.credential;

import static dev.postern.credential.credential.GenerationState.APPLIED;
import static dev.postern.credential.credential.GenerationState.APPLYING;
import static dev.postern.credential.credential.GenerationState.EXPIRED;
import static dev.postern.credential.credential.GenerationState.FAILED;
import static dev.postern.credential.credential.GenerationState.NOTIFIED;
import static dev.postern.credential.credential.GenerationState.NOTIFY_FAILED;
import static dev.postern.credential.credential.GenerationState.REQUESTED;
import static dev.postern.credential.credential.GenerationState.SUPERSEDED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GenerationStateTest {

  /** Written out a second time on purpose: a change of the table must be meant. */
  private static final Map<GenerationState, Set<GenerationState>> ALLOWED =
      Map.of(
          REQUESTED, EnumSet.of(APPLYING, FAILED, SUPERSEDED),
          APPLYING, EnumSet.of(APPLIED, FAILED, SUPERSEDED, EXPIRED),
          APPLIED, EnumSet.of(NOTIFIED, NOTIFY_FAILED, SUPERSEDED, EXPIRED),
          NOTIFY_FAILED, EnumSet.of(NOTIFIED, SUPERSEDED, EXPIRED));

  static Stream<Arguments> pairs() {
    return Arrays.stream(GenerationState.values())
        .flatMap(from -> Arrays.stream(GenerationState.values()).map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void goesOnlyWhereTheTableSays(GenerationState from, GenerationState to) {
    assertThat(from.canBecome(to)).isEqualTo(ALLOWED.getOrDefault(from, Set.of()).contains(to));
  }

  @ParameterizedTest
  @EnumSource(names = {"NOTIFIED", "FAILED", "SUPERSEDED", "EXPIRED"})
  void endsForGood(GenerationState terminal) {
    assertThat(GenerationState.values()).noneMatch(terminal::canBecome);
  }
}
