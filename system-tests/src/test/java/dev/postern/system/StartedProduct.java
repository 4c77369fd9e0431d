package dev.postern.system;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Starts the product before the first test class that needs it, from nothing, and stops it after
 * the last. With {@code -Dpostern.test.running=true} it uses the one that runs in the tests'
 * instance and leaves it running, which is quicker while a test is being written.
 */
class StartedProduct implements BeforeAllCallback {

  private static final Namespace NAMESPACE = Namespace.create(StartedProduct.class);
  private static final boolean RUNS = Boolean.getBoolean("postern.test.running");

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class);
  }

  /** What {@code up} printed is kept for the tests that read it. */
  static final class Running implements AutoCloseable, ExtensionContext.Store.CloseableResource {

    private static volatile String output = "";

    Running() {
      if (RUNS) {
        return;
      }
      Postern.run("down", "--wipe");
      Api.forgetTokens();
      output = Postern.run("up", "--detach").expect(0).out();
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
