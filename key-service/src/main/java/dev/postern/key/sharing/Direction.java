package dev.postern.key.sharing;

import dev.postern.problem.Problem;

/** Which side of its shares an account asks for. */
enum Direction {
  /** What it shares with others. */
  GIVEN("owner"),
  /** What others share with it. */
  RECEIVED("receiver");

  /** The attribute of {@link Share} that holds the account. */
  private final String side;

  Direction(String side) {
    this.side = side;
  }

  String side() {
    return side;
  }

  /**
   * @param text {@code given} or {@code received}; null for the first
   * @throws Problem 400 for anything else
   */
  static Direction of(String text) {
    return switch (text == null ? "given" : text) {
      case "given" -> GIVEN;
      case "received" -> RECEIVED;
      default -> throw Problem.invalid("direction", "use given or received");
    };
  }
}
