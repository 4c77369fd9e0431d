package dev.postern.backends.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrerequisitesTest {

  @Test
  void rootOnDebianGetsWhatIsMissing() {
    assumeTrue(
        HostPrograms.asRoot() && Distribution.ofThisMachine() == Distribution.DEBIAN,
        "installing needs root on Debian or Ubuntu");
    // Given
    List<String> progress = new ArrayList<>();

    // When
    Prerequisites.ensure(progress::add);

    // Then
    assertThat(Prerequisites.missing()).isEmpty();
  }

  @Test
  void aMachineThatHasEverythingIsLeftAlone() {
    assumeTrue(Prerequisites.missing().isEmpty(), "something is missing here");
    // Given
    List<String> progress = new ArrayList<>();

    // When
    assertThatCode(() -> Prerequisites.ensure(progress::add)).doesNotThrowAnyException();

    // Then
    assertThat(progress).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ID=debian|DEBIAN",
        "ID=linuxmint;ID_LIKE=\"ubuntu debian\"|DEBIAN",
        "ID=\"rocky\";ID_LIKE=\"rhel centos fedora\"|FEDORA",
        "ID=arch|ARCH",
        "ID=alpine|ALPINE",
        "NAME=\"debian at heart\";ID=slackware|OTHER"
      })
  void theDistributionIsReadFromItsOwnFile(String osRelease, Distribution expected) {
    assertThat(Distribution.of(osRelease.replace(';', '\n'))).isEqualTo(expected);
  }
}
