package dev.postern.local.parts;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The jar that starts an application: nothing but a manifest, which names the others. A JVM looks
 * for a class in one after the other, and while it records a start cache it looks at every file
 * before the right one, for each of 17,000 classes. So the large ones, which have most of them,
 * come first.
 */
final class StartJar {

  /** Where an application's libraries are; what is elsewhere is its own, and stays before them. */
  private static final String LIBRARIES = "lib/";

  private StartJar() {}

  /**
   * Writes the jar anew, as old as the one that it was made of: its age is part of what a start
   * cache depends on.
   *
   * @param built with all others beside it
   * @param deployed replaced if it is there
   */
  static void write(Path built, Path deployed) throws IOException {
    Manifest manifest;
    try (JarFile jar = new JarFile(built.toFile())) {
      manifest = jar.getManifest();
    }
    Attributes attributes = manifest.getMainAttributes();
    String classPath = attributes.getValue(Attributes.Name.CLASS_PATH);
    if (classPath != null) {
      attributes.put(Attributes.Name.CLASS_PATH, ordered(classPath, built.getParent()));
    }
    FileTime age = Files.getLastModifiedTime(built);
    Files.deleteIfExists(deployed);
    write(manifest, age, deployed);
    Files.setLastModifiedTime(deployed, age);
  }

  private static String ordered(String classPath, Path folder) throws IOException {
    List<String> entries = List.of(classPath.strip().split(" +", -1));
    Map<String, Long> libraries = new LinkedHashMap<>();
    for (String entry : entries) {
      if (entry.startsWith(LIBRARIES)) {
        libraries.put(entry, Files.size(folder.resolve(entry)));
      }
    }
    Stream<String> own = entries.stream().filter(entry -> !libraries.containsKey(entry));
    Stream<String> largestFirst =
        libraries.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .map(Map.Entry::getKey);
    return Stream.concat(own, largestFirst).collect(Collectors.joining(" "));
  }

  private static void write(Manifest manifest, FileTime age, Path deployed) throws IOException {
    JarEntry entry = new JarEntry(JarFile.MANIFEST_NAME);
    entry.setTime(age.toMillis());
    try (OutputStream file = Files.newOutputStream(deployed);
        JarOutputStream jar = new JarOutputStream(file)) {
      jar.putNextEntry(entry);
      manifest.write(jar);
    }
  }
}
