package dev.postern.local.parts;

/** Something that is started once and stopped once. */
public interface Part {

  /** What people call it. */
  String name();

  /**
   * Returns when it can be used.
   *
   * @return where it is reached, or another detail worth a line
   * @throws Exception with a message that says what is wrong and where to look
   */
  String start() throws Exception;

  /** Ends it, if it runs; returns when it has ended. */
  void stop();
}
