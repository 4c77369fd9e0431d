package dev.postern.backends.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which ids of the host are the ids inside a user namespace.
 *
 * @param root the host's user and group that are root inside
 * @param rest the host's first id for 1, 2, … inside; equal to {@code root + 1} in one block
 * @param count how many ids follow root
 */
record IdRange(int root, int rest, int count) {

  /**
   * Above the ranges of people (60000), of subordinate ids and of systemd's containers (to
   * 1879048191), below what old kernels took for negative. By systemd's table of ids nothing else
   * uses it.
   */
  private static final int FIRST = 1_879_048_192;

  private static final int BLOCK = 65_536;

  /** Each container has its own block, so that containers cannot signal or trace one another. */
  static IdRange block(int slot) {
    int first = FIRST + slot * BLOCK;
    return new IdRange(first, first + 1, BLOCK - 1);
  }

  /** The first range that {@code /etc/subuid} or {@code /etc/subgid} gives to a user. */
  static Optional<IdRange> subordinate(Path file, String user, int own) {
    try {
      return subordinate(Files.readAllLines(file), user, own);
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  static Optional<IdRange> subordinate(List<String> lines, String user, int own) {
    return lines.stream()
        .map(line -> line.trim().split(":", -1))
        .filter(fields -> fields.length == 3)
        .filter(fields -> fields[0].equals(user) || fields[0].equals(Integer.toString(own)))
        .map(fields -> new IdRange(own, Integer.parseInt(fields[1]), Integer.parseInt(fields[2])))
        .filter(range -> range.count() >= 1000)
        .findFirst();
  }

  /** As {@code uid_map} of {@code user_namespaces(7)} takes it. */
  String toMap() {
    return "0 " + root + " 1\n1 " + rest + " " + count + "\n";
  }

  /** As {@code newuidmap(1)} takes it. */
  List<String> toArguments() {
    return List.of(
        "0", Integer.toString(root), "1", "1", Integer.toString(rest), Integer.toString(count));
  }
}
