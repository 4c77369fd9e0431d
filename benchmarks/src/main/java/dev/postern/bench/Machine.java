package dev.postern.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The conditions of a measurement: date, machine, versions, other load. */
public final class Machine {

  private static final double QUIET = 0.15;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private Machine() {}

  static String describe() {
    return "Measured on "
        + LocalDate.now(ZoneOffset.UTC)
        + ": "
        + Runtime.getRuntime().availableProcessors()
        + " cores, "
        + processor()
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + ", JDK "
        + System.getProperty("java.version")
        + load()
        + ".";
  }

  /** Other work on the machine makes every rate lower. */
  private static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return load < 0
        ? ""
        : String.format(Locale.ROOT, "; load average before the first measurement %.1f", load);
  }

  /** Waits until what was started before leaves the processors alone, five minutes at most. */
  public static void awaitQuiet() throws InterruptedException {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long end = System.nanoTime() + PATIENCE.toNanos();
    double busy;
    system.getCpuLoad();
    do {
      TimeUnit.SECONDS.sleep(10);
      busy = system.getCpuLoad();
      System.out.printf(Locale.ROOT, "the machine is %.0f %% busy%n", 100 * busy);
    } while (busy > QUIET && System.nanoTime() < end);
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
