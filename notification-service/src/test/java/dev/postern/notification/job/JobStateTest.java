package dev.postern.notification.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobStateTest {

  @ParameterizedTest
  @EnumSource(
      value = JobState.class,
      names = {"BOUNCED", "EXPIRED", "SUPERSEDED", "OBSOLETE"})
  void nothingFollowsAnEnd(JobState end) {
    for (JobState next : JobState.values()) {
      assertThat(end.mayBecome(next)).isFalse();
    }
  }

  @Test
  void onlyWhatIsBeingSentBecomesSent() {
    for (JobState state : JobState.values()) {
      assertThat(state.mayBecome(JobState.SENT)).isEqualTo(state == JobState.SENDING);
    }
  }

  @Test
  void onlyWhatIsPendingIsSent() {
    for (JobState state : JobState.values()) {
      assertThat(state.mayBecome(JobState.SENDING)).isEqualTo(state == JobState.PENDING);
    }
  }

  @ParameterizedTest
  @EnumSource(JobState.class)
  void everyStateButTheEndsGoesOn(JobState state) {
    boolean goesOn = Set.of(JobState.values()).stream().anyMatch(state::mayBecome);

    assertThat(goesOn)
        .isEqualTo(!state.isSettled() || Set.of(JobState.FAILED, JobState.SENT).contains(state));
  }

  @Test
  void aForbiddenStepIsADefect() {
    MailJob job = new MailJob();
    job.state = JobState.SENT;

    assertThatThrownBy(() -> job.become(JobState.SENDING))
        .isInstanceOf(IllegalStateException.class);
  }
}
