package dev.postern.backends.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A process that cannot be mistaken for another one that later got the same number.
 *
 * @param pid its number in the host's PID namespace
 * @param startTicks clock ticks from boot to its start (field 22 of {@code proc_pid_stat(5)})
 * @param boot the kernel's random id of this boot
 */
record ProcessIdentity(long pid, long startTicks, String boot) {

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int STATE = 0;
  private static final int PARENT = 1;
  private static final int START = 19;

  static Optional<ProcessIdentity> of(long pid) {
    return stat(pid)
        .map(fields -> new ProcessIdentity(pid, Long.parseLong(fields[START]), thisBoot()));
  }

  /** Reads what {@link #toText} wrote; empty when it is none. */
  static Optional<ProcessIdentity> parse(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ProcessIdentity(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]));
    } catch (NumberFormatException damaged) {
      return Optional.empty();
    }
  }

  String toText() {
    return pid + " " + startTicks + " " + boot;
  }

  /** Whether this very process still runs; a zombie does not. */
  boolean alive() {
    return stat(pid).filter(fields -> !fields[STATE].equals("Z")).isPresent()
        && of(pid).filter(this::equals).isPresent();
  }

  /** The processes that it started and that still run. */
  List<ProcessIdentity> children() {
    if (!alive()) {
      return List.of();
    }
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(child -> parentOf(child) == pid)
        .flatMap(child -> of(child).stream())
        .toList();
  }

  /** Asks it to end (SIGTERM), unless its number belongs to another process now. */
  void terminate() {
    ProcessHandle.of(pid).filter(handle -> alive()).ifPresent(ProcessHandle::destroy);
  }

  /** Ends it (SIGKILL), unless its number belongs to another process now. */
  void kill() {
    ProcessHandle.of(pid).filter(handle -> alive()).ifPresent(ProcessHandle::destroyForcibly);
  }

  private static long parentOf(long pid) {
    return stat(pid).map(fields -> Long.parseLong(fields[PARENT])).orElse(-1L);
  }

  /** The fields after the name, which may itself hold spaces and parentheses. */
  private static Optional<String[]> stat(long pid) {
    try {
      String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return Optional.of(line.substring(line.lastIndexOf(')') + 2).trim().split(" ", -1));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static String thisBoot() {
    try {
      return Files.readString(BOOT_ID).trim();
    } catch (IOException unknown) {
      return "-";
    }
  }
}
