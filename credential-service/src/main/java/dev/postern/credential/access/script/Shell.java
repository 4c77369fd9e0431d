package dev.postern.credential.access.script;

import dev.postern.credential.access.AccessException;

/** Runs scripts of POSIX sh in one container, as root. Blocks, with a deadline of its own. */
public interface Shell {

  /** As much output as a script may have; a container must not fill the service's memory. */
  int MOST_OUTPUT = 256 * 1024;

  /**
   * Runs a script in a {@link Frame}.
   *
   * @param script holds no single quote and no backslash
   * @param standardInput what the script reads; the end of input need not follow, for no script
   *     waits for it
   * @throws AccessException where it is not known how the script ended; it may have done its work
   */
  Result run(String script, String standardInput) throws AccessException;

  /**
   * How a script ended.
   *
   * @param output what it printed on standard output
   */
  record Result(int exit, String output) {

    /** Output may be a container's secret: it is not shown. */
    @Override
    public String toString() {
      return "Result[exit=" + exit + "]";
    }
  }
}
