package dev.postern.gateway.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What takes more than one program: a bash script, in a folder of its own, that gets a client's
 * words.
 */
final class Bash {

  private Bash() {}

  /**
   * Runs a script.
   *
   * @param script its {@code "$@"} are the words; of the environment it has what follows, and
   *     {@code KEY}, {@code PPK}, {@code HOST}, {@code PORT}, {@code LOGIN}
   */
  static Outcome run(
      Route route, String script, List<String> words, Map<String, String> environment) {
    try {
      Path folder = Files.createTempDirectory("postern-both-ways");
      List<String> all =
          new ArrayList<>(List.of("bash", "-c", "cd " + folder + "\n" + script, "script"));
      all.addAll(words);
      var variables = new HashMap<>(environment);
      variables.put("KEY", route.key().file().toString());
      variables.put("HOST", route.host());
      variables.put("PORT", "" + route.port());
      variables.put("LOGIN", route.login());
      return Outcome.of(route, all, variables);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
