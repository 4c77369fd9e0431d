package dev.postern.deploy.render;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where things are in the checkout. */
public final class Project {

  private Project() {}

  /** The folder that holds the root POM and {@code deploy/}. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(folder.resolve("deploy/k8s/README.md"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException(
            "deploy/k8s is nowhere above " + Path.of("").toAbsolutePath());
      }
    }
    return folder;
  }

  public static Path manifests() {
    return root().resolve("deploy/k8s");
  }
}
