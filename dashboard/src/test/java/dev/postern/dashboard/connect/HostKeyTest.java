package dev.postern.dashboard.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.backends.programs.Prerequisites;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown of host keys, beside what the real ssh-keygen shows. */
class HostKeyTest {

  @TempDir Path folder;

  @BeforeAll
  static void needsSshKeygen() {
    Optional<String> missing = Prerequisites.missing("ssh-keygen", "openssh-client");
    assumeTrue(missing.isEmpty(), () -> missing.orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa 256", "ecdsa 384", "ecdsa 521", "rsa 2048", "rsa 3072"})
  void aKeyLooksAsSshKeygenShowsIt(String kind) throws Exception {
    for (int each = 0; each < 3; each++) {
      Path file = folder.resolve("key-" + each);
      String[] type = kind.split(" ");
      run("-q", "-t", type[0], "-b", type.length > 1 ? type[1] : "256", "-N", "", "-f", "" + file);
      String line = Files.readString(folder.resolve("key-" + each + ".pub"));

      HostKey key = HostKey.of(line).orElseThrow();

      List<String> shown = run("-lvf", "" + file).lines().toList();
      assertThat(key.art()).isEqualTo(String.join("\n", shown.subList(1, shown.size())));
      assertThat(shown.get(0)).contains(" " + key.fingerprint() + " ");
      assertThat(HostKey.ofFingerprint(key.fingerprint()).art().lines().skip(1).limit(9))
          .isEqualTo(shown.subList(2, 11));
    }
  }

  @Test
  void whatIsNoKeyIsNone() {
    for (String line :
        List.of(
            "",
            "ssh-ed25519",
            "ssh-ed25519 !",
            "ssh-ed25519 AAAA",
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5/////w==",
            "ssh-rsa AAAAB3NzaC1yc2E=",
            "odd AAAAA29kZA==")) {
      assertThat(HostKey.of(line)).as(line).isEmpty();
    }
    assertThat(HostKey.ofFingerprint("MD5:16:27").art()).isNull();
    assertThat(HostKey.ofFingerprint("SHA256:!").art()).isNull();
  }

  private static String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ssh-keygen"));
    command.addAll(List.of(arguments));
    Process keygen = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(keygen.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keygen.waitFor()).as(output).isZero();
    return output;
  }
}
