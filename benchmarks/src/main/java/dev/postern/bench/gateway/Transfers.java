package dev.postern.bench.gateway;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bulk in both directions, by ssh and by sftp; files are sparse, so no disk is measured. */
final class Transfers {

  static final int ROUNDS = 3;
  static final int MIB = 192;
  private static final long BYTES = (long) MIB << 20;
  private static final double BYTES_PER_GB = 1e9;
  private static final Path NOTHING = Path.of("/dev/null");

  /** The file in the container that sftp gets. */
  static final String REMOTE_FILE = "/tmp/bulk";

  /** What is moved, and how. */
  enum Kind {
    DOWNLOAD("download"),
    UPLOAD("upload"),
    SFTP_GET("sftp get"),
    SFTP_PUT("sftp put");

    final String title;

    Kind(String title) {
      this.title = title;
    }
  }

  /** Of one route on one path. */
  static final class Figures {
    private final Samples megabytes = new Samples();
    private final Samples cpu = new Samples();

    /** MB a second, the time of a set-up taken off. */
    double rate() {
      return megabytes.median();
    }

    /** Seconds of CPU per GB between client and container. */
    double cpuPerGigabyte() {
      return cpu.median();
    }
  }

  private final Path bulk;
  private final Path get;
  private final Path put;

  Transfers(Path folder) throws IOException {
    bulk = folder.resolve("bulk");
    try (RandomAccessFile file = new RandomAccessFile(bulk.toFile(), "rw")) {
      file.setLength(BYTES);
    }
    get = Files.writeString(folder.resolve("get"), "get " + REMOTE_FILE + " /dev/null\n");
    put = Files.writeString(folder.resolve("put"), "put " + bulk + " /dev/null\n");
  }

  static String makeRemoteFile() {
    return "truncate -s " + BYTES + " " + REMOTE_FILE;
  }

  /** All routes in turn; the first round does not count. */
  Map<Route, Figures> measure(Kind path, Map<Route, Double> setUpSeconds) throws Exception {
    Map<Route, Figures> all = new LinkedHashMap<>();
    setUpSeconds.keySet().forEach(route -> all.put(route, new Figures()));
    for (int round = 0; round <= ROUNDS; round++) {
      for (Route route : all.keySet()) {
        double cpu = route.middle().cpuSeconds();
        double seconds = seconds(path, route) - setUpSeconds.get(route);
        if (round > 0) {
          all.get(route).megabytes.add(BYTES / 1e6 / seconds);
          all.get(route).cpu.add((route.middle().cpuSeconds() - cpu) / (BYTES / BYTES_PER_GB));
        }
      }
    }
    return all;
  }

  private double seconds(Kind path, Route route) throws Exception {
    List<String> words =
        switch (path) {
          case DOWNLOAD -> route.ssh("head -c " + BYTES + " /dev/zero");
          case UPLOAD -> route.ssh("cat >/dev/null");
          case SFTP_GET, SFTP_PUT -> route.sftp();
        };
    return OpenSshPrograms.seconds(
        words,
        switch (path) {
          case DOWNLOAD -> NOTHING;
          case UPLOAD -> bulk;
          case SFTP_GET -> get;
          case SFTP_PUT -> put;
        });
  }
}
