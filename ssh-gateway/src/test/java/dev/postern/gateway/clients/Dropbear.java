package dev.postern.gateway.clients;

import dev.postern.gateway.testing.KeyFile;
import dev.postern.gateway.testing.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Dropbear's {@code dbclient}. */
final class Dropbear implements ClientProgram {

  @Override
  public void orSkip() {
    Programs.orSkip("dbclient", "dropbear-bin");
    Programs.orSkip("dropbearconvert", "dropbear-bin");
  }

  @Override
  public List<String> command(Route route, String command) {
    return with(route, List.of(), command);
  }

  /** With options before the target, and words after it. */
  static List<String> with(Route route, List<String> options, String... words) {
    List<String> all = new ArrayList<>(List.of("dbclient", "-y", "-y", "-q"));
    all.addAll(List.of("-i", privateKey(route.key()).toString(), "-p", "" + route.port()));
    all.addAll(options);
    all.add(route.target());
    all.addAll(List.of(words));
    return all;
  }

  private static synchronized Path privateKey(KeyFile key) {
    Path own = Path.of(key.file() + ".dropbear");
    if (!Files.exists(own)) {
      Programs.run(
          List.of("dropbearconvert", "openssh", "dropbear", key.file().toString(), own.toString()));
    }
    return own;
  }
}
