package dev.postern.gateway.clients;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A client library has a script beside these classes, which all take the same words. */
final class ClientScript {

  /** Kept between runs: what was installed or compiled there is used again. */
  private static final Path FOLDER = Path.of("target", "clients").toAbsolutePath();

  private ClientScript() {}

  /** Runs a command: standard input, output and status are its own; a signal is shown. */
  static List<String> exec(List<String> program, Route route, String command) {
    return words(program, "exec", route, command);
  }

  static List<String> words(List<String> program, String verb, Route route, String... more) {
    List<String> all = new ArrayList<>(program);
    all.addAll(List.of(verb, route.host(), "" + route.port(), route.login()));
    all.add(route.key().file().toString());
    all.addAll(List.of(more));
    return all;
  }

  static Path folder(String name) {
    try {
      return Files.createDirectories(FOLDER.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lays a file of this package into a folder; whether it was not there as it is now. */
  static boolean lay(String name, Path folder) {
    try (InputStream in = ClientScript.class.getResourceAsStream(name)) {
      byte[] text = in.readAllBytes();
      Path file = folder.resolve(name);
      if (Files.exists(file) && java.util.Arrays.equals(Files.readAllBytes(file), text)) {
        return false;
      }
      Files.write(file, text);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
