package dev.postern.local.processes;

import sun.misc.Signal;

/**
 * Ctrl-C, {@code kill} and a closed terminal. A shutdown hook could not tell the second Ctrl-C from
 * the first, so the signals are handled themselves.
 */
public final class TerminationSignals {

  private boolean interrupted;

  /**
   * Takes the signals over from the JVM.
   *
   * @param first run on a thread of its own at the first signal; should make the program end in
   *     order
   * @param second run at the next one, when the user does not want to wait
   */
  public static void handle(Runnable first, Runnable second) {
    TerminationSignals signals = new TerminationSignals();
    for (String signal : new String[] {"INT", "TERM", "HUP"}) {
      Signal.handle(new Signal(signal), s -> signals.arrived(first, second));
    }
  }

  private synchronized void arrived(Runnable first, Runnable second) {
    Thread thread = new Thread(interrupted ? second : first, "interrupt");
    interrupted = true;
    thread.start();
  }
}
