package dev.postern.dashboard.page;

import io.quarkus.runtime.util.ClassPathUtils;
import io.quarkus.runtime.util.HashUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The digest of all that browsers load beside pages: the same in every replica of a build. */
final class StaticDigest {

  static final String OF_ALL = of(Thread.currentThread().getContextClassLoader());

  private static final String FOLDER = "META-INF/resources";
  private static final int DIGITS = 16;

  private StaticDigest() {}

  /** Of the dashboard's own files and of its libraries': either may change alone. */
  static String of(ClassLoader loader) {
    SortedMap<String, String> files = new TreeMap<>();
    try {
      ClassPathUtils.consumeAsPaths(loader, FOLDER, folder -> read(folder, files));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HashUtil.sha256(files.toString()).substring(0, DIGITS);
  }

  private static void read(Path folder, Map<String, String> files) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), HashUtil.sha256(Files.readAllBytes(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
