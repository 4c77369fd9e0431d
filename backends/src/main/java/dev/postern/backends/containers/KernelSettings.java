package dev.postern.backends.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Settings by which distributions and administrators keep user namespaces from ordinary users. */
final class KernelSettings {

  private KernelSettings() {}

  /** The setting that forbids user namespaces, as {@code (name is value)}; empty when none does. */
  static String againstNamespaces() {
    return blame("user/max_user_namespaces", "0")
        + blame("kernel/unprivileged_userns_clone", "0")
        + blame("kernel/apparmor_restrict_unprivileged_userns", "1");
  }

  private static String blame(String setting, String forbidding) {
    try {
      String value = Files.readString(Path.of("/proc/sys", setting)).trim();
      return value.equals(forbidding)
          ? " (" + setting.replace('/', '.') + " is " + value + ")"
          : "";
    } catch (IOException notOfThisKernel) {
      return "";
    }
  }
}
