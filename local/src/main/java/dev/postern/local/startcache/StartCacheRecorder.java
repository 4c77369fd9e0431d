package dev.postern.local.startcache;

import dev.postern.backends.processes.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Has the programs that started without a cache write theirs, before they end: then all that a
 * day's work loads is in it, and nobody waits for a JVM that stands still while it writes.
 */
public final class StartCacheRecorder {

  private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(60);
  private static final long ALL_WITHIN_MINUTES = 3;
  private static final int AT_ONCE = 2;

  private final StartCaches caches;
  private final Consumer<String> note;
  private final Map<Program, Recording> recordings = new LinkedHashMap<>();

  /** Writes the cache of a program. */
  @FunctionalInterface
  private interface Recording {

    boolean writeTo(Path file);
  }

  /**
   * @param note gets a line where a cache could not be written
   */
  public StartCacheRecorder(StartCaches caches, Consumer<String> note) {
    this.caches = caches;
    this.note = note;
  }

  /**
   * Takes note of a program that runs.
   *
   * @param options what its JVM was started with
   */
  public synchronized void started(Program program, List<String> options, long pid) {
    recordings.keySet().removeIf(other -> other.name().equals(program.name()));
    if (options.contains(StartCaches.RECORDING)) {
      caches.expect();
      recordings.put(program, file -> dump(pid, file));
    }
  }

  /** The JVM reads the words once more, and knows quotes. */
  private boolean dump(long pid, Path file) {
    String jcmd = caches.jdk().program("jcmd");
    String quoted = "\"" + file + "\"";
    return Files.isExecutable(Path.of(jcmd))
        && Command.of(jcmd, Long.toString(pid), "VM.cds", "dynamic_dump", quoted)
            .within(WRITTEN_WITHIN)
            .run()
            .succeeded();
  }

  /**
   * Takes note of a program that ends by itself, where it has no cache.
   *
   * @param run runs it with one more option
   */
  public synchronized void add(Program program, Consumer<String> run) {
    if (caches.options(program).contains(StartCaches.RECORDING)) {
      recordings.put(
          program,
          file -> {
            run.accept("-XX:ArchiveClassesAtExit=" + file);
            return true;
          });
    }
  }

  /** Whether {@link #record} has something to do, which nobody has renounced. */
  public synchronized boolean isNeeded() {
    return !recordings.isEmpty() && caches.areExpected();
  }

  /**
   * Records all, and tells the script how it starts what it starts.
   *
   * @param published starts of these are the script's
   * @return for people
   */
  public String record(List<Program> published) throws InterruptedException {
    caches.renounce(); // what fails now is tried by the next run
    if (!caches.hasRoom()) {
      return "not recorded: the disk is nearly full";
    }
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    snapshot().forEach((program, recording) -> threads.execute(() -> record(program, recording)));
    threads.shutdown();
    var unused = threads.awaitTermination(ALL_WITHIN_MINUTES, TimeUnit.MINUTES);
    published.stream()
        .filter(program -> caches.of(program).state() == StartCache.State.WHOLE)
        .forEach(caches::publish);
    return "recorded; the next start is quicker";
  }

  private synchronized Map<Program, Recording> snapshot() {
    Map<Program, Recording> all = new LinkedHashMap<>(recordings);
    recordings.clear();
    return all;
  }

  private void record(Program program, Recording recording) {
    StartCache cache = caches.of(program);
    try {
      Files.deleteIfExists(cache.unfinished());
      if (recording.writeTo(cache.unfinished()) && Files.exists(cache.unfinished())) {
        cache.finish();
      } else {
        note.accept("no start cache of " + program.name() + " was written");
      }
    } catch (IOException | UncheckedIOException e) {
      note.accept("no start cache of " + program.name() + ": " + e.getMessage());
    }
  }
}
