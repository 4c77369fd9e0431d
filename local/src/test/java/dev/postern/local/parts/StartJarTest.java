package dev.postern.local.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.jar.Attributes.Name;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartJarTest {

  private static final FileTime AGE = FileTime.from(Instant.parse("2026-01-02T03:04:06Z"));

  @TempDir Path folder;
  private Path built;
  private Path deployed;

  @BeforeEach
  void makeFolders() throws IOException {
    built = Files.createDirectories(folder.resolve("built/lib")).getParent().resolve("run.jar");
    deployed = Files.createDirectories(folder.resolve("deployed")).resolve("run.jar");
  }

  @Test
  void librariesStandByTheirSizeBehindTheApplicationsOwn() throws IOException {
    library("small", 10);
    library("large", 1000);
    library("large-too", 1000);
    library("middle", 100);
    startJar("own/a.jar own/b.jar lib/small.jar lib/large.jar lib/large-too.jar lib/middle.jar");

    StartJar.write(built, deployed);

    assertThat(attribute(Name.CLASS_PATH))
        .isEqualTo(
            "own/a.jar own/b.jar lib/large.jar lib/large-too.jar lib/middle.jar lib/small.jar");
    assertThat(attribute(Name.MAIN_CLASS)).isEqualTo("a.Main");
  }

  @Test
  void itIsAlwaysTheSameFileForACache() throws IOException {
    library("small", 10);
    startJar("lib/small.jar");

    StartJar.write(built, deployed);
    byte[] first = Files.readAllBytes(deployed);
    StartJar.write(built, deployed);

    assertThat(deployed).hasBinaryContent(first);
    assertThat(Files.getLastModifiedTime(deployed)).isEqualTo(AGE);
  }

  @Test
  void theBuiltOneIsLeftAloneAlsoWhereBothAreOneFile() throws IOException {
    library("small", 10);
    library("large", 1000);
    startJar("lib/small.jar lib/large.jar");
    byte[] before = Files.readAllBytes(built);
    Files.createLink(deployed, built);

    StartJar.write(built, deployed);

    assertThat(built).hasBinaryContent(before);
  }

  private void library(String name, int size) throws IOException {
    Files.write(built.resolveSibling("lib").resolve(name + ".jar"), new byte[size]);
  }

  private void startJar(String classPath) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Name.MAIN_CLASS, "a.Main");
    manifest.getMainAttributes().put(Name.CLASS_PATH, classPath);
    new JarOutputStream(Files.newOutputStream(built), manifest).close();
    Files.setLastModifiedTime(built, AGE);
  }

  private String attribute(Name name) throws IOException {
    try (JarFile jar = new JarFile(deployed.toFile())) {
      return jar.getManifest().getMainAttributes().getValue(name);
    }
  }
}
