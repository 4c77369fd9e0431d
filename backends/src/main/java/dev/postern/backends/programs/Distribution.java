package dev.postern.backends.programs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The families of Linux whose package names are known, by {@code os-release(5)}. */
enum Distribution {
  DEBIAN("apt-get install openssh-server openssh-client uidmap util-linux"),
  FEDORA("dnf install openssh-server openssh-clients shadow-utils util-linux"),
  ARCH("pacman -S openssh shadow util-linux"),
  ALPINE("apk add openssh-server openssh-client shadow shadow-uidmap util-linux"),
  OTHER("install OpenSSH's server and client, shadow's newuidmap and chpasswd, and util-linux");

  private final String advice;

  Distribution(String advice) {
    this.advice = advice;
  }

  /** The line that an administrator types. */
  String advice() {
    return advice;
  }

  static Distribution ofThisMachine() {
    try {
      return of(Files.readString(Path.of("/etc/os-release")));
    } catch (IOException unknown) {
      return OTHER;
    }
  }

  static Distribution of(String osRelease) {
    Set<String> ids = new HashSet<>();
    osRelease
        .lines()
        .filter(line -> line.startsWith("ID=") || line.startsWith("ID_LIKE="))
        .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", "").replace("'", ""))
        .forEach(value -> ids.addAll(Arrays.asList(value.split(" ", -1))));
    if (ids.contains("debian") || ids.contains("ubuntu")) {
      return DEBIAN;
    }
    if (ids.contains("fedora") || ids.contains("rhel")) {
      return FEDORA;
    }
    if (ids.contains("arch")) {
      return ARCH;
    }
    return ids.contains("alpine") ? ALPINE : OTHER;
  }
}
