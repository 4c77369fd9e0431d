package dev.postern.system;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Starts the product before the first test class that needs it, from nothing, and stops it after
 * the last.
 */
class StartedProduct implements BeforeAllCallback {

  private static final Namespace NAMESPACE = Namespace.create(StartedProduct.class);

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
      Postern.run("down", "--wipe");
      output = Postern.run("up", "--detach").expect(0).out();
    }

    static String output() {
      return output;
    }

    @Override
    public void close() {
      Postern.run("down", "--wipe").expect(0);
    }
  }
}
