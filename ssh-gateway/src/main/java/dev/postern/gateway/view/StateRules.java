package dev.postern.gateway.view;

import dev.postern.events.containers.Address;
import dev.postern.events.state.ContainerState;
import dev.postern.events.state.KeyState;
import dev.postern.events.state.ShareState;
import dev.postern.keytable.Fingerprint;
import java.util.regex.Pattern;

/**
 * What a state record must hold before the view relies on it: the published schemas, for the fields
 * that a gateway reads. JSON that can be read may still lack a field or name another key than its
 * record's. What decides must be right to the letter; of what is only shown, a character that no
 * terminal should get becomes a question mark.
 */
final class StateRules {

  private static final int LONGEST_NAME = 63;
  private static final int LONGEST_TEXT = 255;
  private static final int LAST_PORT = 65_535;
  private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");

  private StateRules() {}

  static KeyState checked(String recordKey, KeyState key) {
    require(recordKey.equals(key.fingerprint()), "fingerprint");
    require(isName(key.key()), "key");
    require(isName(key.account()), "account");
    require(key.state() != null, "state");
    return key;
  }

  static ShareState checked(String recordKey, ShareState share) {
    require(isName(share.owner()), "owner");
    require(isName(share.environment()), "environment");
    require(isName(share.with()), "with");
    require(recordKey.equals(share.topicKey()), "key");
    return share;
  }

  static ContainerState checked(String recordKey, ContainerState container) {
    require(recordKey.equals(container.container()), "container");
    require(isName(container.container()), "container");
    require(isName(container.account()), "account");
    require(isName(container.environment()), "environment");
    require(container.layer() == null || isText(container.layer()), "layer");
    require(isText(container.name()), "name");
    require(container.runtime() != null, "runtime");
    checkLogin(container);
    require(container.addresses() != null, "addresses");
    container.addresses().forEach(StateRules::check);
    return isShown(container.name()) && (container.layer() == null || isShown(container.layer()))
        ? container
        : cleaned(container);
  }

  private static ContainerState cleaned(ContainerState container) {
    return new ContainerState(
        container.container(),
        container.account(),
        container.environment(),
        container.layer() == null ? null : shown(container.layer()),
        shown(container.name()),
        container.runtime(),
        container.host(),
        container.port(),
        container.user(),
        container.hostKeys(),
        container.addresses());
  }

  private static boolean isShown(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }

  private static String shown(String text) {
    return text.replaceAll("[^\\x20-\\x7e]", "?");
  }

  /** The port is 0 where there is no host. */
  private static void checkLogin(ContainerState container) {
    if (container.host() != null) {
      require(isHost(container.host()), "host");
      require(isPort(container.port()), "port");
    }
    require(container.user() != null && USER.matcher(container.user()).matches(), "user");
    require(container.hostKeys() != null, "hostKeys");
    container.hostKeys().forEach(StateRules::checkHostKey);
  }

  private static void checkHostKey(String fingerprint) {
    require(fingerprint != null, "hostKeys");
    Fingerprint.parse(fingerprint);
  }

  private static void check(Address address) {
    require(address != null && isHost(address.address()) && isPort(address.port()), "addresses");
  }

  /** The pattern of names and ids, without a regular expression: a million keys are read. */
  private static boolean isName(String text) {
    return text != null
        && !text.isEmpty()
        && text.length() <= LONGEST_NAME
        && text.charAt(0) != '-'
        && text.charAt(text.length() - 1) != '-'
        && text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
  }

  private static boolean isText(String text) {
    return text != null && !text.isEmpty() && text.length() <= LONGEST_TEXT;
  }

  private static boolean isHost(String text) {
    return isText(text) && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private static boolean isPort(int port) {
    return port >= 1 && port <= LAST_PORT;
  }

  private static void require(boolean holds, String field) {
    if (!holds) {
      throw new UnreadableStateException("the field " + field + " is not as its schema says");
    }
  }
}
