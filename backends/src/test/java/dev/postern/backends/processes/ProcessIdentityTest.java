package dev.postern.backends.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {

  @Test
  void aLivingProcessIsRecognisedByWhatWasWrittenDown() {
    // Given
    ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();

    // When
    ProcessIdentity read = ProcessIdentity.parse(self.text() + "\n").orElseThrow();

    // Then
    assertThat(read).isEqualTo(self);
    assertThat(read.isAlive()).isTrue();
  }

  @Test
  void anotherProcessWithTheSamePidIsNotThisOne() {
    // Given
    ProcessIdentity recycled =
        new ProcessIdentity(ProcessHandle.current().pid(), "another boot/17");

    // When / Then
    assertThat(recycled.isAlive()).isFalse();
    assertThat(recycled.handle()).isEmpty();
  }

  @Test
  void anEndedProcessIsNotAlive() throws IOException, InterruptedException {
    // Given
    Process process = new ProcessBuilder("sleep", "60").start();
    ProcessIdentity identity = ProcessIdentity.of(process.pid()).orElseThrow();

    // When
    process.destroyForcibly().waitFor();

    // Then
    assertThat(identity.isAlive()).isFalse();
  }

  @Test
  void halfWrittenRecordsAreNobody() {
    assertThat(ProcessIdentity.parse("")).isEmpty();
    assertThat(ProcessIdentity.parse("12")).isEmpty();
    assertThat(ProcessIdentity.parse("x y")).isEmpty();
  }

  @Test
  void theStartIsFoundBehindNamesWithBlanksAndBrackets() {
    // Given
    String stat =
        "7 (a) b) S 1 7 7 0 -1 4194560 1 0 0 0 1 2 0 0 20 0 1 0 98765 1000 1 18446744073709551615";

    // When / Then
    assertThat(ProcessIdentity.ticks(stat)).contains("98765");
    assertThat(ProcessIdentity.ticks(stat.replace(" S ", " Z "))).isEmpty();
    assertThat(ProcessIdentity.ticks("")).isEmpty();
  }
}
