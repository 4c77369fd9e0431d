package dev.postern.credential.passwordreset;

import dev.postern.background.CallersContext;
import dev.postern.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Lets the batches of one account run one after another. Those that wait have no connection to the
 * database, so that however many one account sends, the other accounts find the pool free.
 */
@ApplicationScoped
class AccountQueue {

  /** With the one that runs; more than a person or a script has any use for. */
  static final int LONGEST = 10;

  private static final Duration SOON = Duration.ofSeconds(5);

  /** By account: those that wait, behind one that runs. Guarded by itself. */
  private final Map<String, Queue<Runnable>> waiting = new HashMap<>();

  /**
   * @return what the work gives, on the caller's context
   * @throws Problem 429 where too many of the account wait already
   */
  <T> Uni<T> run(String account, Supplier<Uni<T>> work) {
    Uni<T> done =
        Uni.createFrom().<T>deferred(work::get).onTermination().invoke(() -> end(account));
    return CallersContext.resume(turn(account)).chain(() -> done);
  }

  private Uni<Void> turn(String account) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              if (begin(account, () -> emitter.complete(null))) {
                emitter.complete(null);
              }
            });
  }

  /**
   * @return whether it is the account's turn already; else it waits
   */
  private boolean begin(String account, Runnable turn) {
    synchronized (waiting) {
      Queue<Runnable> others = waiting.get(account);
      if (others == null) {
        waiting.put(account, new ArrayDeque<>());
        return true;
      }
      if (others.size() + 1 >= LONGEST) {
        throw Problem.tooManyRequests(
            "Many batches of yours are being stored: send this one again in a moment.", SOON);
      }
      others.add(turn);
      return false;
    }
  }

  private void end(String account) {
    Runnable next;
    synchronized (waiting) {
      next = waiting.get(account).poll();
      if (next == null) {
        waiting.remove(account);
      }
    }
    if (next != null) {
      next.run();
    }
  }
}
