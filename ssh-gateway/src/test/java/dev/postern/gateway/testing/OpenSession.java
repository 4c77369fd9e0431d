package dev.postern.gateway.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A session of the OpenSSH client that has entered its container and stays there. */
public final class OpenSession implements AutoCloseable {

  private static final String LONG = "echo in; sleep 60";

  private final Process process;

  private OpenSession(Process process) {
    this.process = process;
  }

  public static OpenSession of(Ssh ssh, String... options) {
    return running(ssh, LONG, options);
  }

  /** The command says {@code in} first. */
  public static OpenSession running(Ssh ssh, String command, String... options) {
    List<String> words = new ArrayList<>(List.of("ssh", "-o", "LogLevel=INFO"));
    words.addAll(List.of(options));
    words.addAll(ssh.options());
    words.addAll(List.of("-p", "" + ssh.port(), ssh.target(), command));
    try {
      Process process = new ProcessBuilder(words).start();
      var session = new OpenSession(process);
      String in = new String(process.getInputStream().readNBytes(2), UTF_8);
      if (!in.equals("in")) {
        session.close();
        throw new IllegalStateException("no session: " + session.said());
      }
      return session;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean isOpen() {
    return process.isAlive();
  }

  /** How long after that moment it ended; half a minute where it did not. */
  public Duration endedAfter(Instant moment) {
    try {
      process.waitFor(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Duration.between(moment, Instant.now());
  }

  /** Ends its input; the rest of what it shows until it ends, without white space around it. */
  public String endInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String rest = shown().strip();
    endedAfter(Instant.now());
    return rest;
  }

  public int exit() {
    return process.exitValue();
  }

  /** The rest of standard output; to be read after it ended. */
  public String shown() {
    return read(process.getInputStream());
  }

  /** Standard error; to be read after it ended. */
  public String said() {
    return read(process.getErrorStream());
  }

  private static String read(java.io.InputStream in) {
    try {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
