package dev.postern.local.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.local.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A login with the OpenSSH client and a password, as a person would type it. The password reaches
 * the client through {@code SSH_ASKPASS}, never through its arguments.
 */
final class SshLogin {

  private static final int SECONDS = 30;

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
    ProcessBuilder builder =
        new ProcessBuilder(command(login, host, port)).redirectErrorStream(true);
    builder.environment().put("SSH_ASKPASS", askPass().toString());
    builder.environment().put("SSH_ASKPASS_REQUIRE", "force");
    builder.environment().put("DISPLAY", ":0"); // clients before 8.4 look for it
    builder.environment().put("POSTERN_PASSWORD", password);
    builder.environment().remove("SSH_AUTH_SOCK");
    Process ssh = builder.start();
    ssh.getOutputStream().close();
    String output = new String(ssh.getInputStream().readAllBytes(), UTF_8).strip();
    if (!ssh.waitFor(SECONDS, TimeUnit.SECONDS)) {
      ssh.destroyForcibly();
    }
    return new Result(ssh.waitFor(), output);
  }

  private List<String> command(String login, String host, int port) {
    return List.of(
        "ssh",
        "-F",
        "none",
        "-o",
        "StrictHostKeyChecking=no",
        "-o",
        "UserKnownHostsFile=/dev/null",
        "-o",
        "GlobalKnownHostsFile=/dev/null",
        "-o",
        "LogLevel=ERROR",
        "-o",
        "PubkeyAuthentication=no",
        "-o",
        "PreferredAuthentications=password,keyboard-interactive",
        "-o",
        "NumberOfPasswordPrompts=1",
        "-o",
        "ConnectTimeout=10",
        "-p",
        Integer.toString(port),
        login + "@" + host,
        "id");
  }

  private Path askPass() throws IOException {
    Path program = folder.resolve("ask-pass");
    PrivateFiles.write(program, "#!/bin/sh\nprintf '%s\\n' \"$POSTERN_PASSWORD\"\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program;
  }
}
