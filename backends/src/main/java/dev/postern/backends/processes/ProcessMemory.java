package dev.postern.backends.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Memory in use, in bytes: the proportional set size by {@code smaps_rollup} of proc(5), which
 * counts a page that processes share once in all.
 */
public final class ProcessMemory {

  private static final long KIB = 1024;
  private static final double MIB = 1024.0 * KIB;

  private ProcessMemory() {}

  /** Of one process; 0 when it has ended. */
  public static long ofProcess(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    long proportional = field(process.resolve("smaps_rollup"), "Pss:");
    // A process of another user may hide its maps; its resident size is the upper bound.
    return proportional > 0 ? proportional : field(process.resolve("status"), "VmRSS:");
  }

  /** Of a process and everything it started; 0 when it has ended. */
  public static long ofTree(ProcessIdentity root) {
    return ofTrees(root.handle().stream().toList());
  }

  /** Of the processes and everything they started, each counted once. */
  public static long ofTrees(Collection<ProcessHandle> roots) {
    Set<Long> pids = new HashSet<>();
    for (ProcessHandle root : roots) {
      pids.add(root.pid());
      root.descendants().forEach(child -> pids.add(child.pid()));
    }
    return pids.stream().mapToLong(ProcessMemory::ofProcess).sum();
  }

  /** For people: {@code 412 MiB}, {@code 1.31 GiB}. */
  public static String text(long bytes) {
    long mebibytes = Math.round(bytes / MIB);
    return mebibytes < 1024
        ? mebibytes + " MiB"
        : String.format(Locale.ROOT, "%.2f GiB", bytes / MIB / 1024);
  }

  private static long field(Path file, String name) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      return 0;
    }
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
        .findFirst()
        .orElse(0);
  }
}
