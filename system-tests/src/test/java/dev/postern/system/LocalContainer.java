package dev.postern.system;

/** A container of this machine, made and registered as a platform would. */
final class LocalContainer {

  private LocalContainer() {}

  /** Of the account {@code demo}; its id, which the command prints last. */
  static String create(String name) {
    return Postern.run("containers", "create", name, "--account", "demo", "--environment", "tests")
        .expect(0)
        .out()
        .strip()
        .lines()
        .reduce((first, last) -> last)
        .orElseThrow();
  }
}
