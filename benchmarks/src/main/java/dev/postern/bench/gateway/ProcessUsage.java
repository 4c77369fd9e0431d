package dev.postern.bench.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What processes took, by proc(5). */
final class ProcessUsage {

  /** Clock ticks a second, the same on every Linux of today. */
  private static final double TICKS = 100;

  private static final int UTIME = 11;
  private static final int CSTIME = 14;
  private static final Path PROC = Path.of("/proc");

  private ProcessUsage() {}

  /** CPU of one process and of its children that ended. */
  static double cpuSeconds(long pid) throws IOException {
    String stat = Files.readString(PROC.resolve(pid + "/stat"));
    // After the name, which may hold anything, in brackets.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int field = UTIME; field <= CSTIME; field++) {
      ticks += Long.parseLong(fields[field]);
    }
    return ticks / TICKS;
  }

  /** CPU of everything that lived in a PID namespace and whose parent is in it. */
  static double cpuSecondsOfNamespace(String namespace) throws IOException {
    double sum = 0;
    for (long pid : inNamespace(namespace)) {
      try {
        sum += cpuSeconds(pid);
      } catch (IOException ended) {
        // Its parent has its share.
      }
    }
    return sum;
  }

  private static List<Long> inNamespace(String namespace) throws IOException {
    try (Stream<Path> entries = Files.list(PROC)) {
      return entries
          .filter(entry -> entry.getFileName().toString().matches("\\d+"))
          .filter(entry -> namespace.equals(namespaceOf(entry)))
          .map(entry -> Long.parseLong(entry.getFileName().toString()))
          .toList();
    }
  }

  private static String namespaceOf(Path process) {
    try {
      return Files.readSymbolicLink(process.resolve("ns/pid")).toString();
    } catch (IOException ended) {
      return "";
    }
  }

  /** Bytes of live objects in a JVM's heap, after a full collection. */
  static long liveHeap(long pid) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    String histogram =
        OpenSshPrograms.output(List.of(jcmd, Long.toString(pid), "GC.class_histogram"), "");
    String total = histogram.substring(histogram.lastIndexOf("Total"));
    return Long.parseLong(total.strip().split("\\s+")[2]);
  }
}
