package dev.postern.backends.containers;

import dev.postern.backends.files.FileTrees;
import dev.postern.backends.programs.Prerequisites;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How a container is kept apart from the host. */
public enum Isolation {
  /** A real sshd in its own user, mount, PID, UTS and IPC namespaces. */
  NAMESPACES,
  /** An SSH server inside this JVM that plays a container; commands run as the JVM's user. */
  SIMULATED;

  /** A slot above those of every instance's containers. */
  private static final int PROBE_SLOT = 4_000;

  /** Everything that start.sh needs of the kernel, tried on an empty folder. */
  private static final String TRIAL =
      "set -e; hostname postern-probe; mkdir a b; mount -c --bind a a; mount -c -t tmpfs tmpfs b;"
          + " mkdir b/proc b/pts; mount -c -t proc proc b/proc;"
          + " mount -c -t devpts -o newinstance,ptmxmode=0666 devpts b/pts;"
          + " chown 1:1 a; umount b/proc";

  /**
   * What this machine can do.
   *
   * @param isolation the best that works here
   * @param reason why it is not {@link #NAMESPACES}, as a sentence; empty when it is
   */
  public record Probe(Isolation isolation, String reason) {}

  /** Tries it, in some 50 ms; leaves nothing behind. */
  public static Probe probe() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return simulated("user namespaces are a feature of Linux");
    }
    List<String> missing = Prerequisites.missing();
    if (!missing.isEmpty()) {
      return simulated("these programs are missing: " + String.join(", ", missing));
    }
    try {
      trial();
      return new Probe(NAMESPACES, "");
    } catch (ContainerException | IOException | UncheckedIOException e) {
      return simulated(e.getMessage() + KernelSettings.againstNamespaces());
    }
  }

  private static Probe simulated(String why) {
    return new Probe(SIMULATED, "Containers are simulated here: " + why + ".");
  }

  private static void trial() throws IOException {
    Path folder = Files.createTempDirectory("postern-probe-");
    try {
      UserNamespace namespace = UserNamespace.ofSlot(PROBE_SLOT);
      FolderOwner.set(folder, namespace.owner(), namespace.ownerGroup());
      namespace.runApart(folder, TRIAL, Duration.ofSeconds(10));
      namespace.run(folder, "rm -rf a b", Map.of(), Duration.ofSeconds(10));
    } finally {
      FileTrees.delete(folder);
    }
  }
}
