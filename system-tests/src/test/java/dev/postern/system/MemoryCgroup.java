package dev.postern.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A control group with a memory limit, as a container has: cgroup v1 or v2, whichever the machine
 * lets us write to.
 */
final class MemoryCgroup implements AutoCloseable {

  private static final Path ROOT = Path.of("/sys/fs/cgroup");

  private final Path folder;
  private final boolean second;

  /** The limit in bytes. */
  MemoryCgroup(String name, long limit) throws IOException {
    this.second = Files.exists(ROOT.resolve("cgroup.controllers"));
    this.folder = parent(second).resolve("postern-" + ProcessHandle.current().pid() + "-" + name);
    if (second) {
      Files.writeString(ROOT.resolve("cgroup.subtree_control"), "+memory");
    }
    Files.createDirectory(folder);
    Files.writeString(file("memory.max", "memory.limit_in_bytes"), Long.toString(limit));
  }

  /** Version 2 lets only a group without processes have limited children; the root is one. */
  private static Path parent(boolean second) throws IOException {
    if (second) {
      return ROOT;
    }
    String own =
        Files.readAllLines(Path.of("/proc/self/cgroup")).stream()
            .filter(line -> line.contains(":memory:"))
            .findFirst()
            .orElseThrow(() -> new IOException("no memory controller"))
            .split(":", 3)[2];
    return ROOT.resolve("memory").resolve(own.substring(1));
  }

  /** Why this machine gives none; empty where it does. */
  static Optional<String> obstacle() {
    try (MemoryCgroup trial = new MemoryCgroup("trial", 1L << 28)) {
      return trial.workingSet() >= 0 ? Optional.empty() : Optional.of("no memory is counted");
    } catch (IOException | RuntimeException e) {
      return Optional.of("no memory limit can be set (root and a writable cgroup needed): " + e);
    }
  }

  /** The command, run inside. */
  List<String> around(List<String> command) {
    List<String> all =
        new ArrayList<>(
            List.of("sh", "-c", "echo $$ > \"$0\" && exec \"$@\"", folder + "/cgroup.procs"));
    all.addAll(command);
    return all;
  }

  /**
   * As the kubelet counts, in bytes: without what the kernel may forget, such as pages of files.
   */
  long workingSet() throws IOException {
    long used = number(Files.readString(file("memory.current", "memory.usage_in_bytes")));
    return Math.max(0, used - of("memory.stat", second ? "inactive_file" : "total_inactive_file"));
  }

  /** How often the kernel ended a process for want of memory. */
  long kills() throws IOException {
    return of(second ? "memory.events" : "memory.oom_control", "oom_kill");
  }

  private long of(String file, String key) throws IOException {
    return Files.readAllLines(folder.resolve(file)).stream()
        .filter(line -> line.startsWith(key + " "))
        .mapToLong(line -> number(line.substring(key.length())))
        .findFirst()
        .orElse(0);
  }

  private static long number(String text) {
    return Long.parseLong(text.strip());
  }

  private Path file(String ofSecond, String ofFirst) {
    return folder.resolve(second ? ofSecond : ofFirst);
  }

  /** Its processes have ended by then. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(folder);
  }
}
