package dev.postern.backends.processes;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends processes: asks first, and kills after a while. */
public final class ProcessTermination {

  /** What a process has by default to end in order. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration COLLECTION = Duration.ofSeconds(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private ProcessTermination() {}

  /** Ends one process with all it started; returns when it has ended. */
  public static void end(ProcessHandle process) {
    end(process, PATIENCE);
  }

  /**
   * Ends one process with all it started; returns when it has ended.
   *
   * @param patience after which it is killed
   */
  public static void end(ProcessHandle process, Duration patience) {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroy();
    if (!await(process, patience)) {
      process.destroyForcibly();
      await(process, PATIENCE);
    }
    started.forEach(ProcessHandle::destroyForcibly);
  }

  /** Ends the postmaster in its fast way, which does not wait for clients to leave. */
  public static void endPostgres(ProcessHandle postmaster) {
    interrupt(postmaster);
    if (!await(postmaster, PATIENCE)) {
      end(postmaster);
    }
  }

  /** Ends all at once, without asking. */
  public static void kill(Collection<ProcessHandle> processes) {
    for (ProcessHandle process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Whether the process ended in time; an interrupted thread stops waiting. */
  public static boolean await(ProcessHandle process, Duration limit) {
    Instant deadline = Instant.now().plus(limit);
    CompletableFuture<ProcessHandle> exit = process.onExit();
    while (process.isAlive() && !isZombie(process)) {
      if (Instant.now().isAfter(deadline) || Thread.currentThread().isInterrupted()) {
        return false;
      }
      await(exit, LOOK_AGAIN);
    }
    // Its pid is in use until its parent collects it, which some parents never do.
    await(exit, COLLECTION);
    return true;
  }

  private static void await(CompletableFuture<ProcessHandle> exit, Duration limit) {
    try {
      exit.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // The caller looks again.
    } catch (ExecutionException e) {
      throw new IllegalStateException("The end of a process could not be watched", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** It has ended, but the parent that started it has not collected its exit code. */
  private static boolean isZombie(ProcessHandle process) {
    return ProcessIdentity.of(process.pid()).isEmpty();
  }

  private static void interrupt(ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
