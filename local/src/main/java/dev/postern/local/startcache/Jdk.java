package dev.postern.local.startcache;

import java.nio.file.Path;

/**
 * The JDK that runs this, as far as caches depend on it.
 *
 * @param feature such as 25
 * @param build the exact build: another one refuses the cache
 * @param caches whether it may use and make them
 */
record Jdk(Path home, int feature, String build, boolean caches) {

  /** {@code POSTERN_START_CACHES=off} does without. */
  static Jdk current() {
    return new Jdk(
        Path.of(System.getProperty("java.home")),
        Runtime.version().feature(),
        System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version"),
        !"off".equals(System.getenv("POSTERN_START_CACHES")));
  }

  String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }
}
