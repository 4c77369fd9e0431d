package dev.postern.backends.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Proportional set sizes, by {@code smaps_rollup} of proc(5): shared pages count in parts. */
final class ProcessMemory {

  private ProcessMemory() {}

  /** Bytes of a process and all that descend from it. */
  static long ofTree(ProcessIdentity process) {
    return process.alive()
        ? of(process.pid()) + process.children().stream().mapToLong(ProcessMemory::ofTree).sum()
        : 0;
  }

  private static long of(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup")).stream()
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .sum();
    } catch (IOException goneOrForbidden) {
      return 0;
    }
  }
}
