package dev.postern.gateway.clients;

import dev.postern.gateway.testing.Programs;
import java.util.ArrayList;
import java.util.List;

/** OpenSSH's {@code ssh}. */
final class OpenSsh implements ClientProgram {

  @Override
  public void orSkip() {
    Programs.orSkip("ssh", "openssh-client");
  }

  @Override
  public List<String> command(Route route, String command) {
    return with(route, List.of(), command);
  }

  /** With options before the target, and words after it. */
  static List<String> with(Route route, List<String> options, String... words) {
    List<String> all = new ArrayList<>(List.of("ssh"));
    all.addAll(options);
    all.addAll(options(route));
    all.addAll(List.of("-p", "" + route.port(), route.target()));
    all.addAll(List.of(words));
    return all;
  }

  /** {@code -o} options that every OpenSSH tool takes. */
  static List<String> options(Route route) {
    List<String> all = new ArrayList<>(List.of("-F", "none"));
    for (String option :
        List.of(
            "StrictHostKeyChecking=no",
            "UserKnownHostsFile=/dev/null",
            "LogLevel=ERROR",
            "IdentitiesOnly=yes",
            "BatchMode=yes",
            "ConnectTimeout=10",
            "KexAlgorithms=curve25519-sha256", // the hybrids cost this client 100 ms each time
            "IdentityFile=" + route.key().file())) {
      all.addAll(List.of("-o", option));
    }
    return all;
  }
}
