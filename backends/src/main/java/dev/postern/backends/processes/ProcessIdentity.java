package dev.postern.backends.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A process that cannot be mistaken for a later one with the same pid: the pid together with the
 * time at which the process started.
 *
 * @param start Linux: boot id and start in ticks since boot (field 22 of {@code /proc/PID/stat}),
 *     which no clock change moves; elsewhere the start's instant
 */
public record ProcessIdentity(long pid, String start) {

  private static final int START_FIELD = 22;

  /** The identity of a living process; nothing when there is none of that pid. */
  public static Optional<ProcessIdentity> of(long pid) {
    return startOf(pid).map(start -> new ProcessIdentity(pid, start));
  }

  /** Reads what {@link #text()} wrote; nothing when it is anything else. */
  public static Optional<ProcessIdentity> parse(String text) {
    String[] parts = text.strip().split(" ", 2);
    if (parts.length != 2 || !parts[0].matches("[0-9]{1,18}")) {
      return Optional.empty();
    }
    return Optional.of(new ProcessIdentity(Long.parseLong(parts[0]), parts[1]));
  }

  /** The pid, a blank and the start, for {@link #parse}. */
  public String text() {
    return pid + " " + start;
  }

  /** Whether this very process still runs: not a later one with its pid, and not as a zombie. */
  public boolean isAlive() {
    return startOf(pid).filter(start::equals).isPresent();
  }

  public Optional<ProcessHandle> handle() {
    return isAlive() ? ProcessHandle.of(pid) : Optional.empty();
  }

  /** The processes that it started and that still run. */
  public List<ProcessIdentity> children() {
    return handle().stream()
        .flatMap(ProcessHandle::children)
        .flatMap(child -> of(child.pid()).stream())
        .toList();
  }

  /** Asks it to end (SIGTERM), unless its pid belongs to another process now. */
  public void terminate() {
    handle().ifPresent(ProcessHandle::destroy);
  }

  /** Ends it (SIGKILL), unless its pid belongs to another process now. */
  public void kill() {
    handle().ifPresent(ProcessHandle::destroyForcibly);
  }

  private static Optional<String> startOf(long pid) {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    if (!Files.isDirectory(Path.of("/proc/self"))) {
      return ProcessHandle.of(pid).flatMap(h -> h.info().startInstant()).map(Instant::toString);
    }
    try {
      return ticks(Files.readString(stat)).map(ticks -> Boot.ID + "/" + ticks);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * The start ticks of a {@code stat} line; nothing for a zombie. The name may hold blanks and
   * brackets.
   */
  static Optional<String> ticks(String stat) {
    int afterName = stat.lastIndexOf(')') + 2;
    if (afterName < 2 || afterName > stat.length()) {
      return Optional.empty();
    }
    String[] fields = stat.substring(afterName).strip().split(" ", -1);
    boolean complete = fields.length > START_FIELD - 3 && !fields[0].equals("Z");
    return complete ? Optional.of(fields[START_FIELD - 3]) : Optional.empty();
  }

  private static final class Boot {
    private static final String ID = read();

    private static String read() {
      try {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      } catch (IOException e) {
        return "boot";
      }
    }
  }
}
