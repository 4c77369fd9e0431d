package dev.postern.local.startcache;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Keeps what the programs that started without a cache write when they end. Not while they run: a
 * JVM stands still while it writes, and one of JDK 25 that went on afterwards crashed.
 */
public final class StartCacheRecorder {

  private static final long ALL_WITHIN_MINUTES = 2;
  private static final int AT_ONCE = 2;

  private final StartCaches caches;
  private final Map<Program, Path> recordings = new LinkedHashMap<>();
  private final Map<Program, Consumer<String>> runs = new LinkedHashMap<>();
  private Optional<Path> launcher = Optional.empty();

  public StartCacheRecorder(StartCaches caches) {
    this.caches = caches;
  }

  /**
   * Takes note of a program that runs.
   *
   * @param options what its JVM was started with
   */
  public synchronized void started(Program program, List<String> options) {
    recordings.keySet().removeIf(other -> other.name().equals(program.name()));
    StartCaches.recording(options).ifPresent(file -> recordings.put(program, file));
  }

  /** Takes note of the launcher, whose cache is kept by who sees it end, or by its successor. */
  public synchronized void startedAs(List<String> options) {
    launcher = StartCaches.recording(options);
  }

  /**
   * Takes note of a program that asks and ends, where it has no cache.
   *
   * @param run runs it with one more option
   */
  public synchronized void add(Program program, Consumer<String> run) {
    StartCaches.recording(caches.options(program)).ifPresent(file -> runs.put(program, run));
  }

  /** The product has done its main job: what was loaded by now is what every start needs. */
  public synchronized void proven() {
    if (!recordings.isEmpty() || !runs.isEmpty() || launcher.isPresent()) {
      caches.expect(launcher);
    }
  }

  /** Whether what is written is kept; nobody has renounced it. */
  public boolean isNeeded() {
    return caches.areExpected();
  }

  /** Runs what asks the running product. */
  public void run() {
    programsToRun()
        .forEach(
            (program, run) -> {
              Path file = caches.of(program).unfinished();
              run.accept(StartCaches.RECORDING + file);
              caches.adopt(program, file);
              caches.publishWhole(program);
            });
  }

  private synchronized Map<Program, Consumer<String>> programsToRun() {
    return new LinkedHashMap<>(runs);
  }

  /**
   * Keeps what the programs wrote, which have ended.
   *
   * @return for people
   */
  public String keep() throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    written().forEach((program, file) -> threads.execute(() -> caches.adopt(program, file)));
    threads.shutdown();
    return threads.awaitTermination(ALL_WITHIN_MINUTES, TimeUnit.MINUTES)
        ? "recorded; the next start is quicker"
        : "not all could be recorded";
  }

  private synchronized Map<Program, Path> written() {
    Map<Program, Path> all = new LinkedHashMap<>(recordings);
    recordings.clear();
    return all;
  }
}
