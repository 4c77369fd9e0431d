package dev.postern.backends.programs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds programs, also in administrators' folders, which an ordinary user's PATH leaves out. */
public final class HostPrograms {

  private static final List<String> ADMINISTRATORS = List.of("/usr/sbin", "/sbin");

  private HostPrograms() {}

  public static boolean has(String name) {
    return find(name).isPresent();
  }

  public static Optional<Path> find(String name) {
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
  public static boolean asRoot() {
    return ownId("unix:uid") == 0;
  }

  /** The JVM's own {@code unix:uid} or {@code unix:gid}; -1 where there is no /proc. */
  public static int ownId(String attribute) {
    try {
      return (int) Files.getAttribute(Path.of("/proc/self"), attribute);
    } catch (IOException | UnsupportedOperationException notLinux) {
      return -1;
    }
  }
}
