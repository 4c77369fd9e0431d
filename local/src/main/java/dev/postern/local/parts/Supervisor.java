package dev.postern.local.parts;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks after a server on a thread of its own, and starts it again where it has ended or answers no
 * more. It gives up when that does not help.
 */
final class Supervisor implements AutoCloseable {

  /** Times in which a server that keeps ending is started again; then a person has to look. */
  static final int MOST_RESTARTS = 5;

  /**
   * @param every how often it looks
   * @param silences so many looks without an answer, one after the other, and it hangs
   */
  record Patience(Duration every, int silences) {}

  /** What is looked after. */
  interface Server {

    boolean isAlive();

    boolean answers();

    /** Ends what is left of it, and starts it. */
    void restart() throws Exception;
  }

  private final String name;
  private final String log;
  private final Server server;
  private final Patience patience;
  private final BackOff backOff;
  private final Consumer<String> note;
  private final CountDownLatch closed = new CountDownLatch(1);
  private int silent;

  /**
   * @param log where to look for the cause
   * @param note gets a line for the user when something happens
   */
  Supervisor(
      String name,
      String log,
      Server server,
      Patience patience,
      BackOff backOff,
      Consumer<String> note) {
    this.name = name;
    this.log = log;
    this.server = server;
    this.patience = patience;
    this.backOff = backOff;
    this.note = note;
  }

  void start() {
    Thread thread = new Thread(this::run, "supervise-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    while (!pause(patience.every())) {
      String fault = fault();
      if (!fault.isEmpty() && !isMended(fault)) {
        return;
      }
    }
  }

  private String fault() {
    if (!server.isAlive()) {
      return "ended";
    }
    silent = server.answers() ? 0 : silent + 1;
    return silent < patience.silences() ? "" : "does not answer";
  }

  /**
   * @return false where it is over
   */
  private boolean isMended(String fault) {
    Duration wait = backOff.next();
    if (backOff.inARow() > MOST_RESTARTS) {
      note.accept(
          "%s %s again, and is not started any more. Its log: %s; next: down, then up"
              .formatted(name, fault, log));
      return false;
    }
    note.accept(
        "%s %s; it is started again in %d s. Its log: %s"
            .formatted(name, fault, wait.toSeconds(), log));
    if (pause(wait)) {
      return false;
    }
    restart();
    return true;
  }

  private void restart() {
    silent = 0;
    try {
      server.restart();
      note.accept(name + " is ready again");
    } catch (Exception e) {
      note.accept(name + " did not start: " + e.getMessage());
    }
  }

  /**
   * @return whether it is closed
   */
  private boolean pause(Duration time) {
    try {
      return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** From here on nothing is started; one that is being started may come up yet. */
  @Override
  public void close() {
    closed.countDown();
  }
}
