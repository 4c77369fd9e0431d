package dev.postern.key.validation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keys made, shown and converted by OpenSSH's own {@code ssh-keygen}. */
public final class KeyPairs {

  private final Path folder;
  private int made;

  public KeyPairs(Path folder) {
    this.folder = folder;
  }

  /** The file of a new private key; its public half is in the file of the same name and .pub. */
  public Path make(String comment, String... options) {
    Path file = folder.resolve("key-" + made++);
    List<String> command =
        new ArrayList<>(List.of("-q", "-N", "", "-C", comment, "-f", file.toString()));
    command.addAll(List.of(options));
    run(command.toArray(String[]::new));
    return file;
  }

  public String publicKey(String comment, String... options) {
    return read(Path.of(make(comment, options) + ".pub"));
  }

  /** What {@code ssh-keygen -lf} says of a line: bits, fingerprint, comment and type. */
  String[] described(String line) {
    return run("-lf", write(line).toString()).split(" ");
  }

  String exported(String line, String format) {
    return run("-e", "-m", format, "-f", write(line).toString());
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path write(String line) {
    try {
      return Files.writeString(folder.resolve("line-" + made++ + ".pub"), line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("ssh-keygen"));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes());
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("ssh-keygen: " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
