package dev.postern.backends.postgres;

/** Whether a commit outlives the server, or even the machine. */
enum Durability {
  /** A commit is on disk when it is acknowledged. */
  FORCED("on"),
  /** Quick, for data that is thrown away. */
  NONE("off");

  private final String setting;

  Durability(String setting) {
    this.setting = setting;
  }

  /** For {@code fsync}, {@code synchronous_commit} and {@code full_page_writes}. */
  String setting() {
    return setting;
  }
}
