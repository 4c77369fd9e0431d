package dev.postern.gateway.clients;

import dev.postern.gateway.testing.KeyFile;
import dev.postern.gateway.testing.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PuTTY's {@code plink}; {@code pscp} and {@code psftp} take the same options. */
final class Plink implements ClientProgram {

  @Override
  public void orSkip() {
    Programs.orSkip("plink", "putty-tools");
  }

  @Override
  public List<String> command(Route route, String command) {
    return with("plink", route, List.of(), command);
  }

  /** A tool of PuTTY with options before the target, and words after it. */
  static List<String> with(String tool, Route route, List<String> options, String... words) {
    List<String> all = options(tool, route);
    all.addAll(options);
    all.add(route.target());
    all.addAll(List.of(words));
    return all;
  }

  /** A tool of PuTTY with its options. */
  static List<String> options(String tool, Route route) {
    List<String> all = new ArrayList<>(List.of(tool, "-batch", "-P", "" + route.port()));
    all.addAll(List.of("-i", privateKey(route.key()).toString()));
    route.hostKeys().forEach(key -> all.addAll(List.of("-hostkey", key)));
    if (tool.equals("plink")) {
      all.addAll(List.of("-no-sanitise-stderr", "-no-sanitise-stdout"));
    }
    return all;
  }

  private static synchronized Path privateKey(KeyFile key) {
    Path ppk = Path.of(key.file() + ".ppk");
    if (!Files.exists(ppk)) {
      Programs.run(
          List.of("puttygen", key.file().toString(), "-O", "private", "-o", ppk.toString()));
    }
    return ppk;
  }
}
