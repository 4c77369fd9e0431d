package dev.postern.backends.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a program is; administrators' folders too, which an ordinary user's PATH leaves out. */
final class HostPrograms {

  private static final List<String> ADMINISTRATORS = List.of("/usr/sbin", "/sbin");

  private HostPrograms() {}

  static boolean has(String name) {
    return find(name).isPresent();
  }

  static Optional<Path> find(String name) {
    return folders().map(folder -> Path.of(folder, name)).filter(Files::isExecutable).findFirst();
  }

  private static Stream<String> folders() {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    List<String> folders = new ArrayList<>();
    for (String folder : path.split(":", -1)) {
      if (!folder.isEmpty()) {
        folders.add(folder);
      }
    }
    folders.addAll(ADMINISTRATORS);
    return folders.stream();
  }

  /** Whether this JVM runs as root. */
  static boolean asRoot() {
    return ownId("unix:uid") == 0;
  }

  /** The JVM's own {@code unix:uid} or {@code unix:gid}; -1 where there is no /proc. */
  static int ownId(String attribute) {
    try {
      return (int) Files.getAttribute(Path.of("/proc/self"), attribute);
    } catch (IOException | UnsupportedOperationException notLinux) {
      return -1;
    }
  }
}
