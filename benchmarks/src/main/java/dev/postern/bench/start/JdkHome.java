package dev.postern.bench.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A JDK of this machine. */
record JdkHome(Path home, int feature) {

  private static final Path ALL = Path.of("/usr/lib/jvm");
  private static final int LEAST = 17;
  private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"?([0-9]+)");

  static JdkHome ofThis() {
    return new JdkHome(Path.of(System.getProperty("java.home")), Runtime.version().feature());
  }

  /** The oldest one that the product runs on, where it is older than this. */
  static Optional<JdkHome> oldest() throws IOException {
    if (!Files.isDirectory(ALL)) {
      return Optional.empty();
    }
    try (Stream<Path> homes = Files.list(ALL)) {
      return homes
          .flatMap(home -> at(home).stream())
          .filter(jdk -> jdk.feature() >= LEAST && jdk.feature() < ofThis().feature())
          .min(Comparator.comparing(JdkHome::feature));
    }
  }

  private static Optional<JdkHome> at(Path home) {
    try {
      Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
      return Files.isExecutable(home.resolve("bin/javac")) && version.find()
          ? Optional.of(new JdkHome(home, Integer.parseInt(version.group(1))))
          : Optional.empty();
    } catch (IOException noJdk) {
      return Optional.empty();
    }
  }

  String name() {
    return "JDK " + feature;
  }
}
