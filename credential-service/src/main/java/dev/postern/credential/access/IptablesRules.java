package dev.postern.credential.access;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code iptables -S INPUT} prints, as far as new TCP connections to a port go. */
final class IptablesRules {

  private static final Pattern PORTS = Pattern.compile("--dports? ([0-9:,]+)");
  private static final Pattern NARROWED =
      Pattern.compile("(^| )(-s|-i|--source|--in-interface|--ctstate|--state|--limit|-m set) ");

  private IptablesRules() {}

  static Optional<String> dropping(List<String> rules, int port) {
    String policy = null;
    for (String rule : rules) {
      if (rule.startsWith("-P INPUT")) {
        policy = rule.endsWith("DROP") || rule.endsWith("REJECT") ? rule : null;
      } else if (rule.startsWith("-A INPUT") && concerns(rule, port)) {
        if (rule.contains("-j DROP") || rule.contains("-j REJECT")) {
          return Optional.of(rule);
        }
        if (rule.contains("-j ACCEPT")) {
          return Optional.empty();
        }
      }
    }
    return Optional.ofNullable(policy);
  }

  private static boolean concerns(String rule, int port) {
    if (NARROWED.matcher(rule).find() || rule.contains("-p udp") || rule.contains("-p icmp")) {
      return false;
    }
    Matcher ports = PORTS.matcher(rule);
    return !ports.find() || holds(ports.group(1), port);
  }

  private static boolean holds(String ports, int port) {
    for (String part : ports.split(",")) {
      if (PortRange.parse(part, ":").contains(port)) {
        return true;
      }
    }
    return false;
  }
}
