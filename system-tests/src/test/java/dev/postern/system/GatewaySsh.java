package dev.postern.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real {@code ssh}, by a key through the gateway, with no agent and no settings of its own. */
final class GatewaySsh {

  private GatewaySsh() {}

  /**
   * @param options more options of {@code ssh}, such as {@code -tt}
   */
  static List<String> command(Path key, String login, String command, String... options) {
    List<String> words = new ArrayList<>(List.of("ssh", "-F", "none"));
    for (String option :
        List.of(
            "StrictHostKeyChecking=no",
            "UserKnownHostsFile=/dev/null",
            "LogLevel=ERROR",
            "BatchMode=yes",
            "IdentitiesOnly=yes",
            "ConnectTimeout=10")) {
      words.addAll(List.of("-o", option));
    }
    words.addAll(List.of(options));
    words.addAll(List.of("-i", key.toString(), "-p", "" + Postern.port(3022)));
    words.addAll(List.of(login + "@localhost", command));
    return words;
  }

  /** The output is both streams of the started program. */
  static ProcessBuilder process(List<String> words) {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().remove("SSH_AUTH_SOCK");
    return builder;
  }
}
