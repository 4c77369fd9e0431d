package dev.postern.notification.mail;

import dev.postern.events.containers.Address;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The line that is copied into a terminal, so nothing goes into it that a shell would read as more
 * than a word.
 */
final class SshLine {

  private static final int STANDARD_PORT = 22;
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,252}");
  private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f][0-9A-Fa-f.:]{1,44}");

  private SshLine() {}

  /** Straight to the container's first public address; empty where it has none. */
  static Optional<String> direct(CredentialsFacts facts) {
    return facts.addresses().stream()
        .filter(address -> ADDRESS.matcher(address.address()).matches())
        .findFirst()
        .map(address -> direct(facts.login(), address));
  }

  /** To the container through the gateway: by name, or by id where the names are no plain words. */
  static String throughGateway(CredentialsFacts facts, GatewayConfig gateway) {
    String user =
        isWord(facts.name()) && isWord(facts.account())
            ? facts.name() + "-" + facts.account()
            : word(facts.container());
    return line(user, gateway.host(), gateway.port());
  }

  /** To the gateway's menu. */
  static String menu(String account, GatewayConfig gateway) {
    return line(word(account), gateway.host(), gateway.port());
  }

  private static String direct(String login, Address address) {
    return line(word(login), address.address(), address.port());
  }

  private static String line(String user, String host, int port) {
    String line = "ssh " + user + "@" + host;
    return port == STANDARD_PORT ? line : line + " -p " + port;
  }

  private static String word(String text) {
    if (!isWord(text)) {
      throw new IllegalArgumentException("not a login name");
    }
    return text;
  }

  private static boolean isWord(String text) {
    return text != null && WORD.matcher(text).matches();
  }
}
