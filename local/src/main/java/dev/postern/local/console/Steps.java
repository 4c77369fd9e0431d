package dev.postern.local.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Steps that take time, also several at once: on a terminal the running ones are shown with their
 * time; each finished one becomes a line with what it took.
 */
public final class Steps implements AutoCloseable {

  private static final String[] FRAMES = {"⠋", "⠙", "⠸", "⠴", "⠦", "⠇"};
  private static final int NAME_WIDTH = 24;

  private final Console console;
  private final Map<String, Long> running = new LinkedHashMap<>();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });
  private final Timings timings = new Timings();
  private final long beginning = System.nanoTime();
  private int frame;

  public Steps(Console console) {
    this.console = console;
    if (console.isLive()) {
      var unused = ticker.scheduleAtFixedRate(this::show, 150, 150, TimeUnit.MILLISECONDS);
    }
  }

  /**
   * Runs a step and prints its line.
   *
   * @param what the part or action, shown while it runs
   * @param work returns the detail for the finished line; may be empty
   * @throws StepFailedException when the work fails, after the line that says so
   */
  public void run(String what, Callable<String> work) {
    long started = begin(what);
    try {
      String detail = work.call();
      end(what, started);
      console.done(line(what, detail, started));
    } catch (StepFailedException e) {
      end(what);
      console.failed(line(what, "", started));
      throw e;
    } catch (InterruptedException e) {
      end(what);
      Thread.currentThread().interrupt();
      throw new StepFailedException(what, "interrupted", e);
    } catch (Exception | LinkageError e) {
      end(what);
      console.failed(line(what, "", started));
      throw new StepFailedException(what, FailureReason.of(e), e);
    }
  }

  private synchronized long begin(String what) {
    long now = System.nanoTime();
    running.put(what, now);
    if (!console.isLive()) {
      console.line("  … " + what);
    }
    return now;
  }

  private synchronized void end(String what, long started) {
    timings.add(what, Duration.ofNanos(started - beginning), since(started));
    end(what);
  }

  private synchronized void end(String what) {
    running.remove(what);
    show();
  }

  /** What took how long, the longest first. */
  public synchronized void printTimings() {
    console.line();
    console.heading("What took how long");
    timings.lines().forEach(console::line);
  }

  private synchronized void show() {
    if (running.isEmpty()) {
      console.passing("");
      return;
    }
    List<String> shown = new ArrayList<>();
    running.forEach((what, started) -> shown.add(what + " " + since(started).toSeconds() + " s"));
    frame = (frame + 1) % FRAMES.length;
    String line = String.join(" · ", shown);
    console.passing(
        "  " + FRAMES[frame] + " " + (line.length() > 74 ? line.substring(0, 73) + "…" : line));
  }

  private String line(String what, String detail, long started) {
    String padded = what + " ".repeat(Math.max(1, NAME_WIDTH - what.length()));
    return padded
        + (detail.isEmpty() ? "" : detail + "  ")
        + console.dim(Durations.text(since(started)));
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    console.passing("");
  }
}
