package dev.postern.cli.instance;

import dev.postern.audit.log.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** A service of the one-machine instance, whose launcher starts it again when it ends. */
public final class LocalProcess {

  /**
   * The first run of a build writes a start cache when it ends, which takes a busy machine long.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Duration USUAL = Duration.ofSeconds(5);
  private static final long LOOK_MILLIS = 100;

  private final LocalInstance instance;
  private final String service;
  private final Consumer<String> note;

  /**
   * @param note gets a line where its end takes long
   */
  public LocalProcess(LocalInstance instance, String service, Consumer<String> note) {
    this.instance = instance;
    this.service = service;
    this.note = note;
  }

  /**
   * Ends it and waits until it has ended; the launcher does the rest.
   *
   * @throws UnreadableLogException with a sentence, where it does not run or does not end
   */
  public void end() throws InterruptedException {
    ProcessHandle process =
        process()
            .filter(ProcessHandle::isAlive)
            .orElseThrow(
                () ->
                    new UnreadableLogException(
                        service
                            + " does not run here. Start the product (./postern up), or say which"
                            + " instance with POSTERN_WORLD."));
    process.destroy();
    if (!hasEnded(process, USUAL)) {
      note.accept(service + " has not ended yet; the first run of a build takes longer to end");
      if (!hasEnded(process, PATIENCE)) {
        throw new UnreadableLogException(
            service + " was told to end and has not in 3 min. See its log, and end it by hand.");
      }
    }
  }

  private static boolean hasEnded(ProcessHandle process, Duration within)
      throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (process.isAlive()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(LOOK_MILLIS);
    }
    return true;
  }

  private Optional<ProcessHandle> process() {
    try {
      String record = Files.readString(instance.data().resolve("run").resolve(service));
      return ProcessHandle.of(Long.parseLong(record.strip().split(" ", -1)[0]))
          .filter(this::isTheService);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** After a killed launcher the pid may be another process's by now. */
  private boolean isTheService(ProcessHandle process) {
    String application = instance.data().resolve("applications").resolve(service).toString();
    return process.info().commandLine().filter(line -> line.contains(application)).isPresent();
  }
}
