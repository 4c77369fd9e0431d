package dev.postern.cli.instance;

import dev.postern.audit.log.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** A service of the one-machine instance, whose launcher starts it again when it ends. */
public final class LocalProcess {

  private static final long PATIENCE_MILLIS = 30_000;
  private static final long LOOK_MILLIS = 100;

  private final LocalInstance instance;
  private final String service;

  public LocalProcess(LocalInstance instance, String service) {
    this.instance = instance;
    this.service = service;
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
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (process.isAlive()) {
      if (System.nanoTime() > deadline) {
        throw new UnreadableLogException(
            service + " was told to end and has not in 30 s. See its log, and end it by hand.");
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private Optional<ProcessHandle> process() {
    try {
      String record = Files.readString(instance.data().resolve("run").resolve(service));
      return ProcessHandle.of(Long.parseLong(record.strip().split(" ", -1)[0]));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
