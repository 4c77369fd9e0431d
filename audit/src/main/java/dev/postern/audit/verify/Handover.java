package dev.postern.audit.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Gives items in their order to a thread of its own, so that two halves of the work have a core
 * each. What fails there is thrown at the end.
 */
final class Handover<T> implements Consumer<T> {

  private static final int TOGETHER = 64;
  private static final int AHEAD = 2;

  private final Consumer<T> receiver;
  private final BlockingQueue<List<T>> batches = new ArrayBlockingQueue<>(AHEAD);
  private final Thread thread;
  private List<T> filling = new ArrayList<>(TOGETHER);
  private RuntimeException failure;

  Handover(String name, Consumer<T> receiver) {
    this.receiver = receiver;
    this.thread = new Thread(this::receive, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void accept(T item) {
    filling.add(item);
    if (filling.size() == TOGETHER) {
      pass(filling);
      filling = new ArrayList<>(TOGETHER);
    }
  }

  /** Waits until everything is received. */
  void finish() {
    if (!filling.isEmpty()) {
      pass(filling);
    }
    pass(List.of());
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void pass(List<T> batch) {
    try {
      batches.put(batch);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("Interrupted while the log was judged", e);
  }

  /** An empty batch is the end. After a failure the rest is taken too, so that nobody waits. */
  private void receive() {
    try {
      for (List<T> batch = batches.take(); !batch.isEmpty(); batch = batches.take()) {
        if (failure == null) {
          receive(batch);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void receive(List<T> batch) {
    try {
      batch.forEach(receiver);
    } catch (RuntimeException e) {
      failure = e;
    }
  }
}
