package dev.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * Starts the product before the first test class that needs it, from nothing, and stops it after
 * the last. After each class, every record that the product has published meanwhile is held against
 * the published documents.
 *
 * <p>With {@code -Dpostern.test.running=true -Dsystem.forks=1} it uses the one that runs in the
 * tests' instance and leaves it running, which is quicker while a test is being written.
 */
class StartedProduct implements BeforeAllCallback, AfterAllCallback {

  private static final Namespace NAMESPACE = Namespace.create(StartedProduct.class);
  private static final boolean RUNS = Boolean.getBoolean("postern.test.running");

  private static final NewRecords RECORDS = new NewRecords();

  /** Surefire runs each class by itself: only its session lasts as long as the JVM. */
  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
        .computeIfAbsent(Running.class, key -> new Running(), Running.class);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    assertThat(RECORDS.breaches()).as("breach of the document, and a place of one").isEmpty();
  }

  /** What {@code up} printed is kept for the tests that read it. */
  static final class Running implements AutoCloseable {

    private static final Path START = Postern.ROOT.resolve("system-tests/target/start.lock");

    private static volatile String output = "";

    Running() {
      if (RUNS) {
        return;
      }
      Postern.run("down", "--wipe");
      Api.forgetTokens();
      output = startedAlone();
    }

    /** Two products that start at once keep each other from what they need in time. */
    @SuppressWarnings("try") // the lock is held, not called
    private static String startedAlone() {
      try (FileChannel channel =
              FileChannel.open(START, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        return Postern.run("up", "--detach").expect(0).out();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static String output() {
      return output;
    }

    @Override
    public void close() {
      if (!RUNS) {
        Postern.run("down", "--wipe").expect(0);
      }
    }
  }
}
