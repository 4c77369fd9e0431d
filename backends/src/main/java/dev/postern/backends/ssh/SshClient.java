package dev.postern.backends.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.backends.files.TemporaryFolder;
import dev.postern.backends.processes.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The real OpenSSH client as a person uses it, with a folder of its own for known hosts; never the
 * user's configuration, keys or agent. A password reaches the client through an askpass program and
 * is on no command line. Closing removes the folder.
 */
public final class SshClient implements AutoCloseable {

  /** What a run gave; {@code exit} is 255 when ssh itself failed and 124 after the deadline. */
  public record Result(int exit, String stdout, String stderr) {

    /** What the command and then the client printed, for a message to a person. */
    public String output() {
      return (stdout + stderr).strip();
    }
  }

  private static final String PASSWORD_VARIABLE = "POSTERN_ASKPASS_ANSWER";

  private static final String FOLDER = "postern-ssh-";

  private final TemporaryFolder folder;
  private final String user;
  private final String host;
  private final int port;
  private Duration deadline = Duration.ofSeconds(30);
  private String password;
  private Path key;

  private SshClient(TemporaryFolder folder, String user, String host, int port) {
    this.folder = folder;
    this.user = user;
    this.host = host;
    this.port = port;
    try {
      String program = "#!/bin/sh\nprintf '%s\\n' \"$" + PASSWORD_VARIABLE + "\"\n";
      Files.writeString(askpass(), program);
      Files.setPosixFilePermissions(askpass(), PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client for a login; without a password or key it offers nothing. */
  public static SshClient to(String user, String host, int port) {
    return new SshClient(TemporaryFolder.create(FOLDER), user, host, port);
  }

  /**
   * The same with its folder in a given one: a system may forbid to run programs, such as the
   * askpass program, from its place for temporary files.
   */
  public static SshClient to(String user, String host, int port, Path parent) {
    return new SshClient(TemporaryFolder.createIn(parent, FOLDER), user, host, port);
  }

  private Path askpass() {
    return folder.path().resolve("askpass");
  }

  /** Logs in with a password, and with nothing else. */
  public SshClient password(String secret) {
    password = secret;
    key = null;
    return this;
  }

  /** Logs in with a private key file, and with nothing else. */
  public SshClient key(Path privateKey) {
    key = privateKey;
    password = null;
    return this;
  }

  /** The same with a key file that a passphrase protects. */
  public SshClient key(Path privateKey, String passphrase) {
    key = privateKey;
    password = passphrase;
    return this;
  }

  /** How long one run may take; 30 seconds unless told. */
  public SshClient deadline(Duration limit) {
    deadline = limit;
    return this;
  }

  /** Runs a command; more options of ssh(1) win over the usual ones. */
  public Result run(String command, String... options) {
    return run(command, new byte[0], options);
  }

  /** Runs a command with bytes on its standard input. */
  public Result run(String command, byte[] stdin, String... options) {
    List<String> words = words("ssh", "-p");
    // Of an option given twice ssh takes the first.
    words.addAll(1, List.of(options));
    words.add(user + "@" + host);
    words.add(command);
    return run(words, stdin);
  }

  /** Copies with scp(1); a word that begins with a colon is a path of the container. */
  public Result scp(String... paths) {
    List<String> words = words("scp", "-P");
    for (String path : paths) {
      words.add(path.startsWith(":") ? user + "@" + host + path : path);
    }
    return run(words, new byte[0]);
  }

  /** Runs sftp(1) with a batch of its commands. */
  public Result sftp(String batch) {
    List<String> words = words("sftp", "-P");
    // -b would switch BatchMode on, which never asks for a password; sftp reads its input as well.
    words.add(user + "@" + host);
    return run(words, batch.getBytes(UTF_8));
  }

  /** Copies with rsync(1); a word that begins with a colon is a path of the container. */
  public Result rsync(String... paths) {
    List<String> words = new ArrayList<>(List.of("rsync", "-a", "-e"));
    words.add(String.join(" ", words("ssh", "-p")));
    for (String path : paths) {
      words.add(path.startsWith(":") ? user + "@" + host + path : path);
    }
    return run(words, new byte[0]);
  }

  private List<String> words(String program, String portOption) {
    List<String> words = new ArrayList<>(List.of(program, "-F", "none"));
    words.addAll(List.of(portOption, Integer.toString(port)));
    option(words, "UserKnownHostsFile=" + folder.path().resolve("known_hosts"));
    option(words, "GlobalKnownHostsFile=/dev/null");
    option(words, "StrictHostKeyChecking=accept-new");
    option(words, "IdentitiesOnly=yes");
    option(words, "IdentityAgent=none");
    option(words, "LogLevel=ERROR");
    option(words, "ConnectTimeout=10");
    option(words, "NumberOfPasswordPrompts=1");
    authentication(words);
    return words;
  }

  private void authentication(List<String> words) {
    if (key != null) {
      option(words, "PreferredAuthentications=publickey");
      option(words, "BatchMode=" + (password == null ? "yes" : "no"));
      option(words, "IdentityFile=" + key);
    } else {
      option(words, "PreferredAuthentications=password,keyboard-interactive");
      option(words, "PubkeyAuthentication=no");
    }
  }

  private static void option(List<String> words, String option) {
    words.addAll(List.of("-o", option));
  }

  private Result run(List<String> words, byte[] stdin) {
    Command command = Command.of(words).input(stdin).within(deadline);
    if (password != null) {
      command
          .with(PASSWORD_VARIABLE, password)
          .with("SSH_ASKPASS", askpass().toString())
          .with("SSH_ASKPASS_REQUIRE", "force")
          .with("DISPLAY", ":0");
    }
    Command.Result result = command.run();
    return new Result(result.exit(), result.stdout(), result.stderr());
  }

  @Override
  public void close() {
    folder.close();
  }
}
