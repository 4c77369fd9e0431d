package dev.postern.ip.address;

import dev.postern.events.ips.Family;
import java.util.Optional;

/** The families as people write them: {@code ipv4} and {@code ipv6}. */
public final class Families {

  private Families() {}

  public static String text(Family family) {
    return family == Family.IPV4 ? "ipv4" : "ipv6";
  }

  public static Optional<Family> parse(String text) {
    return switch (text) {
      case "ipv4" -> Optional.of(Family.IPV4);
      case "ipv6" -> Optional.of(Family.IPV6);
      default -> Optional.empty();
    };
  }
}
