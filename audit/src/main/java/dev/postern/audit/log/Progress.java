package dev.postern.audit.log;

/** Is told how far reading has come. */
public interface Progress {

  /** One that nobody looks at. */
  Progress NONE = new Progress() {};

  /**
   * @param records how many there are to read, at most
   */
  default void begins(long records) {}

  default void read(long records) {}

  default void ends() {}
}
