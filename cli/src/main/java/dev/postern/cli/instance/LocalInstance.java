package dev.postern.cli.instance;

import dev.postern.audit.log.UnreadableLogException;
import java.nio.file.Path;
import java.util.Map;

/** The one-machine instance that {@code POSTERN_WORLD} chooses: its ports and its data. */
public record LocalInstance(Map<String, String> environment) {

  private static final String VARIABLE = "POSTERN_WORLD";
  private static final int STEP = 1000;

  /**
   * @param ofInstanceZero the port of the contracts
   * @throws UnreadableLogException where the variable is no number of an instance
   */
  public String address(int ofInstanceZero) {
    return "localhost:" + (ofInstanceZero + STEP * number());
  }

  /**
   * @throws UnreadableLogException as {@link #address}
   */
  public Path data() {
    return Path.of(System.getProperty("postern.root", "."))
        .resolve(number() == 0 ? ".postern" : ".postern-" + number());
  }

  private int number() {
    String number = environment.getOrDefault(VARIABLE, "").strip();
    if (!number.matches("[0-9]?")) {
      throw new UnreadableLogException(VARIABLE + " must be a number from 0 to 9.");
    }
    return number.isEmpty() ? 0 : Integer.parseInt(number);
  }
}
