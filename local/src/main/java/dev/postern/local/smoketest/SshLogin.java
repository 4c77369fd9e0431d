package dev.postern.local.smoketest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.local.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A login with the OpenSSH client and a password or a key, as a person would type it. The password
 * reaches the client through {@code SSH_ASKPASS}, never through its arguments.
 */
final class SshLogin {

  private static final int SECONDS = 30;

  private static final List<String> WITH_PASSWORD =
      List.of(
          "-o",
          "PubkeyAuthentication=no",
          "-o",
          "PreferredAuthentications=password,keyboard-interactive",
          "-o",
          "NumberOfPasswordPrompts=1");

  /**
   * What came of a login.
   *
   * @param exitCode of the command, or 255 when there was no session
   * @param output of the command and the client, for the person who looks into a failure
   */
  record Result(int exitCode, String output) {

    boolean isRoot() {
      return exitCode == 0 && output.contains("uid=0(root)");
    }

    boolean isRefused() {
      return exitCode == 255 && output.contains("Permission denied");
    }
  }

  private final Path folder;

  /**
   * @param folder for the program that hands the password over, and the known hosts
   */
  SshLogin(Path folder) {
    this.folder = PrivateFiles.folder(folder);
  }

  /** Runs {@code id} there. */
  Result id(String login, String host, int port, String password)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command(login, host, port, WITH_PASSWORD));
    builder.environment().put("SSH_ASKPASS", askPass().toString());
    builder.environment().put("SSH_ASKPASS_REQUIRE", "force");
    builder.environment().put("DISPLAY", ":0"); // clients before 8.4 look for it
    builder.environment().put("POSTERN_PASSWORD", password);
    return run(builder);
  }

  /** Runs {@code id} there, logged in with a private key. */
  Result idByKey(String login, String host, int port, Path key)
      throws IOException, InterruptedException {
    List<String> withKey =
        List.of("-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes", "-i", key.toString());
    return run(new ProcessBuilder(command(login, host, port, withKey)));
  }

  private static Result run(ProcessBuilder builder) throws IOException, InterruptedException {
    builder.redirectErrorStream(true);
    builder.environment().remove("SSH_AUTH_SOCK");
    Process ssh = builder.start();
    ssh.getOutputStream().close();
    String output = new String(ssh.getInputStream().readAllBytes(), UTF_8).strip();
    if (!ssh.waitFor(SECONDS, TimeUnit.SECONDS)) {
      ssh.destroyForcibly();
    }
    return new Result(ssh.waitFor(), output);
  }

  private static List<String> command(
      String login, String host, int port, List<String> authentication) {
    List<String> words = new ArrayList<>(List.of("ssh", "-F", "none"));
    words.addAll(List.of("-o", "StrictHostKeyChecking=no"));
    words.addAll(List.of("-o", "UserKnownHostsFile=/dev/null"));
    words.addAll(List.of("-o", "GlobalKnownHostsFile=/dev/null"));
    words.addAll(List.of("-o", "LogLevel=ERROR"));
    words.addAll(authentication);
    words.addAll(List.of("-o", "ConnectTimeout=10"));
    words.addAll(List.of("-p", Integer.toString(port), login + "@" + host, "id"));
    return words;
  }

  private Path askPass() throws IOException {
    Path program = folder.resolve("ask-pass");
    PrivateFiles.write(program, "#!/bin/sh\nprintf '%s\\n' \"$POSTERN_PASSWORD\"\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program;
  }
}
