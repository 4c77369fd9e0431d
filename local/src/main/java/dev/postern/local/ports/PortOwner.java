package dev.postern.local.ports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The process that listens on a TCP port.
 *
 * @param pid its process id
 * @param commandLine as it was started, arguments separated by blanks
 */
public record PortOwner(long pid, String commandLine) {

  private static final String LISTEN = "0A";

  /**
   * Looks the listener up in {@code proc(5)}: the socket's inode by port, then the process that has
   * it open. Nothing when the system has no such files, or the process belongs to another user.
   */
  public static Optional<PortOwner> of(int port) {
    return of(port, Path.of("/proc"));
  }

  static Optional<PortOwner> of(int port, Path proc) {
    List<String> sockets = new ArrayList<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      for (String line : lines(proc.resolve(table))) {
        listenerInode(line, port).ifPresent(inode -> sockets.add("socket:[" + inode + "]"));
      }
    }
    return sockets.isEmpty() ? Optional.empty() : holder(proc, sockets);
  }

  /**
   * A line of {@code /proc/net/tcp}: slot, local, remote, state, …, the tenth field is the inode.
   */
  static Optional<String> listenerInode(String line, int port) {
    String[] fields = line.strip().split("\\s+", -1);
    String suffix = String.format(Locale.ROOT, ":%04X", port);
    boolean listens = fields.length > 9 && fields[3].equals(LISTEN) && fields[1].endsWith(suffix);
    return listens ? Optional.of(fields[9]) : Optional.empty();
  }

  private static Optional<PortOwner> holder(Path proc, List<String> sockets) {
    try (Stream<Path> processes = Files.list(proc)) {
      return processes
          .filter(process -> process.getFileName().toString().matches("[0-9]+"))
          .filter(process -> hasOpen(process, sockets))
          .findFirst()
          .map(PortOwner::read);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean hasOpen(Path process, List<String> sockets) {
    try (Stream<Path> files = Files.list(process.resolve("fd"))) {
      return files.anyMatch(file -> sockets.contains(target(file)));
    } catch (IOException e) {
      return false; // ended meanwhile, or somebody else's
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static PortOwner read(Path process) {
    String commandLine = "";
    try {
      commandLine =
          new String(Files.readAllBytes(process.resolve("cmdline")), UTF_8)
              .replace('\0', ' ')
              .strip();
    } catch (IOException e) {
      // The pid alone is worth saying.
    }
    return new PortOwner(Long.parseLong(process.getFileName().toString()), commandLine);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}
