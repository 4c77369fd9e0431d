package dev.postern.local.instance;

import java.nio.file.Path;
import java.util.Map;

/**
 * One product on this machine. Instance {@code n} shifts every fixed port by {@code 1000 * n} and
 * has data folder and addresses of its own; instance 0 is what people use.
 *
 * @param number 0 to {@link #LAST}
 * @param root the project's root folder
 */
public record Instance(int number, Path root) {

  /** The highest number. */
  public static final int LAST = 9;

  /** The environment variable that chooses the instance. */
  public static final String VARIABLE = "POSTERN_WORLD";

  public Instance {
    if (number < 0 || number > LAST) {
      throw new IllegalArgumentException(VARIABLE + " must be a number from 0 to " + LAST);
    }
  }

  /** The instance that {@code POSTERN_WORLD} names, 0 without it. */
  public static Instance of(Path root, Map<String, String> environment) {
    String number = environment.getOrDefault(VARIABLE, "0");
    try {
      return new Instance(Integer.parseInt(number.isBlank() ? "0" : number.strip()), root);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          VARIABLE + " must be a number from 0 to " + LAST + ", not \"" + number + "\"", e);
    }
  }

  /** The one to use where the ports of this one are taken. */
  public Instance next() {
    return new Instance((number + 1) % (LAST + 1), root);
  }

  /** How a person types this instance's {@code ./postern}. */
  public String command() {
    return (number == 0 ? "" : VARIABLE + "=" + number + " ") + "./postern";
  }

  /** This instance's port for one of instance 0. */
  public int port(int ofInstanceZero) {
    return ofInstanceZero + 1000 * number;
  }

  /** Everything that survives a restart, and the records of what runs. */
  public Path data() {
    return root.resolve(number == 0 ? ".postern" : ".postern-" + number);
  }

  /** Records of running processes. */
  public Path run() {
    return data().resolve("run");
  }

  /** One log per part. */
  public Path logs() {
    return data().resolve("logs");
  }

  /** Key sets, keys, passwords. */
  public Path secrets() {
    return data().resolve("secrets");
  }

  /** The public address pool of the containers. */
  public String publicNetwork() {
    return "127.77." + number + ".0/24";
  }

  /** The public address with the given last octet. */
  public String publicAddress(int last) {
    return "127.77." + number + "." + last;
  }
}
