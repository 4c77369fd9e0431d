package dev.postern.backends.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Lets one thread of one process at a time work in a folder. Not reentrant. */
final class FolderLock {

  /** A file lock belongs to the whole JVM, so threads need locks of their own. */
  private static final Map<Path, Lock> THREADS = new ConcurrentHashMap<>();

  private FolderLock() {}

  @SuppressWarnings("try") // the lock is held, not called
  static <T> T holding(Path folder, Supplier<T> work) {
    Lock threads = THREADS.computeIfAbsent(folder, any -> new ReentrantLock());
    threads.lock();
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      return work.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.unlock();
    }
  }

  /**
   * As {@link #holding}, for the container of a folder that another process may be deleting.
   *
   * @return what the work says; false where the container is gone
   */
  static boolean holdingIfThere(Path folder, BooleanSupplier work) {
    try {
      return ContainerProperties.isIn(folder)
          && holding(folder, () -> ContainerProperties.isIn(folder) && work.getAsBoolean());
    } catch (UncheckedIOException e) {
      if (Files.exists(folder)) {
        throw e;
      }
      return false;
    }
  }

  static void holding(Path folder, Runnable work) {
    holding(
        folder,
        () -> {
          work.run();
          return folder;
        });
  }
}
