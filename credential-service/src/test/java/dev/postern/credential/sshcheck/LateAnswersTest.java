package dev.postern.credential.sshcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessException.Reason;
import dev.postern.credential.access.ProbeResult;
import dev.postern.credential.access.ProbeResult.Stage;
import dev.postern.events.containers.Address;
import dev.postern.events.containers.SshProblem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A busy machine is no fault of a container: what was not answered in time is unknown. */
class LateAnswersTest {

  private static final List<Address> ADDRESSES = List.of(new Address("203.0.113.5", 22));

  @ParameterizedTest
  @EnumSource(names = {"SILENT", "NO_BANNER", "NO_KEY_EXCHANGE"})
  void whatWasNotAnsweredInTimeIsNoProblem(Stage stage) {
    List<Check> checks = new ArrayList<>(ProbeChecks.of(ProbeResult.late(stage), 22));
    checks.addAll(InsideChecks.unseen(new AccessException(Reason.TIMED_OUT)));
    checks.add(PublicAddressCheck.of(ADDRESSES, List.of(ProbeResult.late(stage))));

    SshCheckView view = SshCheckView.of(checks);

    assertThat(checks).extracting(Check::result).doesNotContain(Check.Result.PROBLEM);
    assertThat(view.verdict()).isEqualTo(SshCheckView.Verdict.UNKNOWN);
    assertThat(view.problems())
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem.hint()).isNotBlank())
        .extracting(SshProblem::check)
        .contains("MANAGEMENT_LOGIN");
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSED", "NO_BANNER", "NO_KEY_EXCHANGE", "NO_COMMON_ALGORITHM"})
  void whatWasAnsweredOtherwiseIsAProblem(Stage stage) {
    List<Check> checks = ProbeChecks.of(ProbeResult.of(stage, "no common algorithm for x"), 22);

    assertThat(SshCheckView.of(checks).verdict()).isEqualTo(SshCheckView.Verdict.PROBLEM);
    assertThat(PublicAddressCheck.of(ADDRESSES, List.of(ProbeResult.of(stage))).result())
        .isEqualTo(Check.Result.PROBLEM);
  }
}
