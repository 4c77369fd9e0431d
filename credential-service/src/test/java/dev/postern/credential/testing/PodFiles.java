package dev.postern.credential.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * The files of one container of a pod: a folder that is its {@code /etc}. Scripts run with it in
 * namespaces of their own, with the machine's programs.
 */
public final class PodFiles {

  /** What may be wrong with a container. */
  public enum Fault {
    NONE(""),
    READ_ONLY("mount -o remount,ro,bind /etc; "),
    NO_CHPASSWD("mount --bind /dev/null $(command -v chpasswd); "),
    NO_SSHD("mount --bind /dev/null $(command -v sshd); ");

    private final String prelude;

    Fault(String prelude) {
      this.prelude = prelude;
    }
  }

  private static final String UNSHARE =
      "unshare --user --map-root-user --mount --kill-child --fork";

  private final Path etc;
  private volatile Fault fault = Fault.NONE;

  private PodFiles(Path etc) {
    this.etc = etc;
  }

  /** Files as an image has them: no mark, root's password locked, one host key. */
  public static PodFiles fresh(Path parent) {
    try {
      Path etc = Files.createTempDirectory(parent, "etc");
      Files.createDirectories(etc.resolve("ssh"));
      Files.writeString(
          etc.resolve("passwd"),
          "root:x:0:0:root:/root:/bin/sh\nsshd:x:100:65534::/run/sshd:/usr/sbin/nologin\n");
      Files.writeString(etc.resolve("group"), "root:x:0:\nnogroup:x:65534:\n");
      Files.writeString(etc.resolve("shadow"), "root:*:19000:0:99999:7:::\n");
      Files.writeString(
          etc.resolve("ssh/sshd_config"),
          "PermitRootLogin yes\nPasswordAuthentication yes\n"
              + "HostKey /etc/ssh/ssh_host_ed25519_key\n");
      run(
          List.of(
              "ssh-keygen",
              "-q",
              "-t",
              "ed25519",
              "-N",
              "",
              "-f",
              etc.resolve("ssh/ssh_host_ed25519_key").toString()));
      return new PodFiles(etc);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Skips the test where the machine gives no namespaces. */
  public static void orSkip() {
    try {
      run(List.of("sh", "-c", UNSHARE + " true"));
    } catch (IOException e) {
      Assumptions.abort("no user and mount namespaces here: " + e.getMessage());
    }
  }

  public void becomes(Fault next) {
    fault = next;
  }

  /** Root's password field. */
  public String shadowField() {
    return read("shadow").split(":")[1];
  }

  public String read(String name) {
    try {
      return Files.readString(etc.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean has(String name) {
    return Files.exists(etc.resolve(name));
  }

  public void write(String name, String text) {
    try {
      Files.writeString(etc.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path folder() {
    return etc;
  }

  /** Starts a command there; its standard input stays open until the caller closes it. */
  Process start(List<String> command) throws IOException {
    List<String> words = new ArrayList<>(List.of(UNSHARE.split(" ")));
    words.addAll(
        List.of(
            "sh",
            "-c",
            "mount --bind \"$0\" /etc && mount -t tmpfs none /run && mkdir /run/sshd && "
                + fault.prelude
                + "exec \"$@\""));
    words.add(etc.toString());
    words.addAll(command);
    return new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static void run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(command.get(0) + " failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
