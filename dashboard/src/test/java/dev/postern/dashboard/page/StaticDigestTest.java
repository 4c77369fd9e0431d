package dev.postern.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticDigestTest {

  @TempDir Path own;
  @TempDir Path library;

  @Test
  void whatALibraryBringsCountsLikeOnesOwn() throws IOException {
    write(own, "app.css", "body {}");
    write(library, "webjars/some.js", "first()");
    String before = digest();
    assertThat(digest()).isEqualTo(before).matches("[0-9a-f]{16}");

    write(library, "webjars/some.js", "second()");
    String newLibrary = digest();
    write(own, "app.css", "body { color: red }");

    assertThat(newLibrary).isNotEqualTo(before);
    assertThat(digest()).isNotIn(before, newLibrary);
  }

  @Test
  void theSameTextElsewhereIsAnotherFile() throws IOException {
    write(own, "one.js", "text");
    String before = digest();

    Files.move(own.resolve("META-INF/resources/one.js"), own.resolve("META-INF/resources/two.js"));

    assertThat(digest()).isNotEqualTo(before);
  }

  @Test
  void thisBuildsLibrariesAreAmongThem() throws IOException {
    ClassLoader all = getClass().getClassLoader();
    try (URLClassLoader ownAlone =
        new URLClassLoader(new URL[] {Path.of("target/classes").toUri().toURL()}, null)) {
      assertThat(StaticDigest.of(all)).isNotEqualTo(StaticDigest.of(ownAlone));
    }
  }

  private String digest() throws IOException {
    URL[] classPath = {own.toUri().toURL(), library.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classPath, null)) {
      return StaticDigest.of(loader);
    }
  }

  private static void write(Path root, String file, String text) throws IOException {
    Path path = root.resolve("META-INF/resources").resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
