package dev.postern.gateway.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The OpenSSH client with one key, to one login of the gateway. */
public record Ssh(String login, int port, Path key) {

  /** Runs a command there; null for a shell. */
  public Programs.Result run(String command, String... options) {
    return run(command, new byte[0], options);
  }

  public Programs.Result run(String command, byte[] input, String... options) {
    List<String> words = new ArrayList<>(List.of("ssh"));
    words.addAll(List.of(options)); // Of an option given twice ssh takes the first.
    words.addAll(options());
    words.addAll(List.of("-p", Integer.toString(port)));
    words.add(login + "@127.0.0.1");
    if (command != null) {
      words.add(command);
    }
    return Programs.run(words, input, Map.of());
  }

  /** {@code -o} options that every OpenSSH tool takes. */
  public List<String> options() {
    return List.of(
        "-F",
        "none",
        "-o",
        "StrictHostKeyChecking=no",
        "-o",
        "UserKnownHostsFile=/dev/null",
        "-o",
        "LogLevel=ERROR",
        "-o",
        "IdentitiesOnly=yes",
        "-o",
        "BatchMode=yes",
        "-o",
        "ConnectTimeout=10",
        "-o",
        "KexAlgorithms=curve25519-sha256", // the hybrids cost this client 100 ms each time
        "-o",
        "IdentityFile=" + key);
  }

  public String target() {
    return login + "@127.0.0.1";
  }
}
