package dev.postern.credential.access;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code nft list ruleset} prints, as far as new TCP connections to a port go. */
final class NftRules {

  private static final Pattern PORTS =
      Pattern.compile("(?:tcp|th) dport (!= )?(\\{[^}]*\\}|[0-9-]+)");
  private static final Pattern NARROWED =
      Pattern.compile("\\b(saddr|iif|iifname|ct state|limit|meta mark)\\b");

  private NftRules() {}

  static Optional<String> dropping(List<String> ruleset, int port) {
    boolean input = false;
    String policy = null;
    for (String line : ruleset.stream().map(String::strip).toList()) {
      if (line.startsWith("chain ")) {
        input = false;
        policy = null;
      } else if (line.contains("hook ")) {
        input = line.contains("hook input");
        policy = line.contains("policy drop") ? line : null;
      } else if (input && line.equals("}")) {
        if (policy != null) {
          return Optional.of(policy);
        }
        input = false;
      } else if (input && concerns(line, port)) {
        if (ends(line, "drop", "reject")) {
          return Optional.of(line);
        }
        if (ends(line, "accept")) {
          input = false;
        }
      }
    }
    return Optional.empty();
  }

  /** A rule that is narrowed to some sources or states lets others through, or stops others. */
  private static boolean concerns(String rule, int port) {
    if (NARROWED.matcher(rule).find()) {
      return false;
    }
    Matcher ports = PORTS.matcher(rule);
    if (!ports.find()) {
      return !rule.contains("dport") && !rule.contains("udp") && !rule.contains("icmp");
    }
    return (ports.group(1) != null) != holds(ports.group(2), port);
  }

  private static boolean holds(String set, int port) {
    for (String part : set.replaceAll("[{}\\s]", "").split(",")) {
      if (PortRange.parse(part, "-").contains(port)) {
        return true;
      }
    }
    return false;
  }

  private static boolean ends(String rule, String... verdicts) {
    for (String verdict : verdicts) {
      if (rule.matches(".*\\b" + verdict + "\\b.*")) {
        return true;
      }
    }
    return false;
  }
}
