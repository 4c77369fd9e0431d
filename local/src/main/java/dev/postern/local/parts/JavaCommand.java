package dev.postern.local.parts;

import dev.postern.backends.programs.HostPrograms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that starts a process: with this JDK, and in its own session. */
public final class JavaCommand {

  private static final int WARNS_OF_NATIVE_ACCESS_SINCE = 24;

  private JavaCommand() {}

  /** A service of some 250 MiB. */
  static List<String> service(Path jar) {
    List<String> command = new ArrayList<>(inOwnSession());
    command.add(java());
    command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC"));
    command.addAll(quiet());
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
    return Runtime.version().feature() < WARNS_OF_NATIVE_ACCESS_SINCE
        ? List.of()
        : List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
  }
}
