package dev.postern.system;

/** A container of this machine that {@code ./postern containers create} made and registered. */
final class CreatedContainer {

  private CreatedContainer() {}

  /** Creates one of the account {@code demo}; returns its id, which the command prints last. */
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
