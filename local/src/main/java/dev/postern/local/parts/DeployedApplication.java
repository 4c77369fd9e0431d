package dev.postern.local.parts;

import dev.postern.backends.files.FileTrees;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Service;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A service's built application as this start runs it, in the data folder: a build in the meantime
 * replaces the files under {@code target}, and a running JVM must not lose its jars.
 */
final class DeployedApplication {

  private static final String START_JAR = "quarkus-run.jar";

  private DeployedApplication() {}

  /**
   * Puts the built application into place, by hard links where the file system has them.
   *
   * @return the jar to run
   */
  static Path of(Service service, Instance instance) throws IOException {
    Path built = service.application(instance);
    Path jar = built.resolve(START_JAR);
    if (!Files.isRegularFile(jar)) {
      throw new IOException(
          service.title() + " is not built (no " + jar + "); build it: ./postern up");
    }
    Path deployed = instance.data().resolve("applications").resolve(service.title());
    FileTrees.delete(deployed);
    Files.walkFileTree(built, new Linking(built, deployed));
    Path start = deployed.resolve(START_JAR);
    StartJar.write(jar, start);
    return start;
  }

  private static final class Linking extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;

    Linking(Path from, Path to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      Files.createDirectories(target(folder));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      try {
        Files.createLink(target(file), file);
      } catch (IOException | UnsupportedOperationException e) {
        Files.copy(file, target(file), StandardCopyOption.COPY_ATTRIBUTES);
      }
      return FileVisitResult.CONTINUE;
    }

    private Path target(Path path) {
      return to.resolve(from.relativize(path).toString());
    }
  }
}
