package dev.postern.bench;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The checkout with the built product.
 *
 * @param root the project's root
 */
public record Checkout(Path root) {

  /** The property that the script sets: the project's root. */
  static final String ROOT = "postern.root";

  static Checkout ofScript() {
    return new Checkout(Path.of(System.getProperty(ROOT, ".")).toAbsolutePath().normalize());
  }

  /**
   * A service's runnable jar.
   *
   * @throws IllegalStateException where it is not built
   */
  public Path runnableJar(String service) {
    Path jar = root.resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(service + " is not built; run ./postern bench again");
    }
    return jar;
  }

  Path page(String name) {
    return picture(name + ".md");
  }

  /** A file beside the pages. */
  public Path picture(String file) {
    return root.resolve("docs/benchmarks").resolve(file);
  }
}
