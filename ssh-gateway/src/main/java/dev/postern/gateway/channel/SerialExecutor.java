package dev.postern.gateway.channel;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs tasks of any thread one after another, on the threads that bring them, without a lock. */
public final class SerialExecutor implements Executor {

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pending = new AtomicInteger();

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (pending.getAndIncrement() != 0) {
      return;
    }
    do {
      tasks.remove().run();
    } while (pending.decrementAndGet() != 0);
  }

  /** Whether every task that was brought has run. */
  public boolean isIdle() {
    return pending.get() == 0;
  }
}
