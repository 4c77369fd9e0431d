package dev.postern.backends.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.backends.processes.Command;

/** The {@code $6$} hash of a password, made by a program that is not ours. */
final class CryptLine {

  private CryptLine() {}

  static String sha512(String password) {
    return Command.of("openssl", "passwd", "-6", "-stdin")
        .input((password + "\n").getBytes(UTF_8))
        .run()
        .stdout()
        .trim();
  }
}
