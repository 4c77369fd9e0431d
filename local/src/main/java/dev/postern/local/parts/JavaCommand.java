package dev.postern.local.parts;

import dev.postern.backends.programs.HostPrograms;
import dev.postern.local.instance.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that starts a process: with this JDK, and in its own session. */
public final class JavaCommand {

  private static final int WARNS_OF_MEMORY_ACCESS_SINCE = 24;
  private static final String MEMORY_ACCESS = "--sun-misc-unsafe-memory-access=allow";

  /** What a JVM says of its caches is for nobody, and it calls it an error. */
  private static final String SILENT = "-Xlog:disable";

  private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

  /** Filled before anything is collected, whatever lives: 40 MiB less than by itself. */
  private static final String SMALL_NURSERY = "-Xmn24m";

  private JavaCommand() {}

  /**
   * The options of a service of some 170 MiB. The quick compiler alone takes a third of the work
   * out of a start, and people at one machine do not ask for more than it gives; the gateway, which
   * encrypts what they copy, has both.
   */
  static List<String> serviceOptions(Service service) {
    List<String> options = new ArrayList<>(List.of("-Xmx192m", "-XX:+UseSerialGC"));
    if (service != Service.GATEWAY) {
      options.addAll(List.of(QUICK_COMPILER, SMALL_NURSERY));
    }
    options.add(SILENT);
    if (Runtime.version().feature() >= WARNS_OF_MEMORY_ACCESS_SINCE) {
      options.add(MEMORY_ACCESS); // native access is in the jar's manifest
    }
    return options;
  }

  /** The launcher that holds Kafka, inbox and issuer; also stands in the script, for {@code up}. */
  public static List<String> launcherOptions() {
    List<String> options =
        new ArrayList<>(List.of("-Xmx384m", "-Xmn48m", QUICK_COMPILER, "-XX:+UseSerialGC"));
    options.addAll(quiet());
    return options;
  }

  /** A command that asks and ends; also stands in the script. */
  public static List<String> clientOptions() {
    List<String> options = new ArrayList<>(List.of("-Xmx128m", QUICK_COMPILER, "-XX:+UseSerialGC"));
    options.addAll(quiet());
    return options;
  }

  /**
   * A service.
   *
   * @param cache options that come with its start cache
   */
  static List<String> service(Path jar, List<String> options, List<String> cache) {
    List<String> command = new ArrayList<>(inOwnSession());
    command.add(java());
    command.addAll(options);
    command.addAll(cache);
    command.addAll(List.of("-jar", jar.toString()));
    return command;
  }

  /**
   * The prefix that starts a new session: Ctrl-C in a terminal goes to the launcher alone, which
   * then ends everything in order. Empty where there is no {@code setsid}.
   */
  public static List<String> inOwnSession() {
    return HostPrograms.find("setsid").map(Path::toString).map(List::of).orElseGet(List::of);
  }

  /** The {@code java} that runs this program. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Warnings about how libraries access memory help no user: they are kept out of the logs. */
  private static List<String> quiet() {
    return Runtime.version().feature() < WARNS_OF_MEMORY_ACCESS_SINCE
        ? List.of()
        : List.of("--enable-native-access=ALL-UNNAMED", MEMORY_ACCESS);
  }
}
