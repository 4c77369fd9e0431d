package dev.postern.dashboard.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The digest of all that browsers load beside pages: the same in every replica of a build. */
final class StaticDigest {

  static final String OF_ALL = of("META-INF/resources/app.css");

  private static final int DIGITS = 16;

  private StaticDigest() {}

  /**
   * @param one of the files; those in its folder and below it count
   */
  private static String of(String one) {
    try {
      URI file = Thread.currentThread().getContextClassLoader().getResource(one).toURI();
      if (!"jar".equals(file.getScheme())) {
        return ofFolder(Path.of(file).getParent());
      }
      try (FileSystem jar = FileSystems.newFileSystem(file, Map.of())) {
        return ofFolder(jar.getPath(one).getParent());
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String ofFolder(Path folder) throws IOException {
    MessageDigest digest = sha256();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
      for (Path file : sorted) {
        digest.update(folder.relativize(file).toString().getBytes());
        digest.update(Files.readAllBytes(file));
      }
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
