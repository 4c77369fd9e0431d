package dev.postern.backends.containers;

import dev.postern.backends.programs.HostPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Hands a folder of the host to the root user of a container. */
final class FolderOwner {

  private FolderOwner() {}

  /** Makes a host id the owner; an ordinary user has nothing to do, since the id is their own. */
  static void set(Path folder, int user, int group) throws IOException {
    if (HostPrograms.asRoot()) {
      Files.setAttribute(folder, "unix:uid", user);
      Files.setAttribute(folder, "unix:gid", group);
    }
  }
}
