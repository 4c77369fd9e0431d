package dev.postern.local.startcache;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * What runs in a JVM, as far as a cache of it depends on that.
 *
 * @param name such as {@code key-service}; part of a file's name
 * @param options of the JVM: collector, heap
 * @param classPath as the JVM has it
 * @param jars a line for each file: path, size, time of its last change
 */
public record Program(String name, List<String> options, String classPath, List<String> jars) {

  /** A built application that is started with {@code -jar}, with all that lies beside the jar. */
  public static Program ofApplication(String name, Path jar, List<String> options) {
    try (Stream<Path> files = Files.walk(jar.toAbsolutePath().getParent())) {
      return new Program(
          name,
          options,
          jar.toString(),
          files.filter(Files::isRegularFile).sorted().map(Program::line).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the application of " + name, e);
    }
  }

  /** A program that is started with {@code -cp} and jars. */
  public static Program ofClassPath(String name, String classPath, List<String> options) {
    Stream<Path> entries = Stream.of(classPath.split(File.pathSeparator, -1)).map(Path::of);
    return new Program(name, options, classPath, entries.map(Program::line).toList());
  }

  private static String line(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return file + " " + attributes.size() + " " + attributes.lastModifiedTime().toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  String identity() {
    return String.join("\n", String.join(" ", options), String.join("\n", jars));
  }
}
