package dev.postern.deploy.admission;

import com.google.common.net.InetAddresses;
import com.google.errorprone.annotations.Immutable;
import java.math.BigInteger;
import java.net.InetAddress;

/**
 * A stand-in for the type that Kubernetes' CEL function {@code cidr} returns, after its
 * documentation: IPv4 or IPv6, bits behind the prefix allowed, and neither zones nor IPv4 addresses
 * that are written as IPv6, which end in an error.
 */
@Immutable
record Cidr(String network, int prefix) {

  static Cidr parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 2 || !parts[1].matches("0|[1-9][0-9]{0,2}")) {
      throw new IllegalArgumentException("no CIDR: " + text);
    }
    int prefix = Integer.parseInt(parts[1]);
    if (prefix > bits(address(parts[0]))) {
      throw new IllegalArgumentException("no CIDR: " + text);
    }
    return new Cidr(parts[0], prefix);
  }

  /** Of another family is outside; what is no address is an error. */
  boolean containsIp(String text) {
    InetAddress one = address(network);
    InetAddress other = address(text);
    return bits(one) == bits(other) && beginning(one).equals(beginning(other));
  }

  private BigInteger beginning(InetAddress address) {
    return new BigInteger(1, address.getAddress()).shiftRight(bits(address) - prefix);
  }

  private static int bits(InetAddress address) {
    return address.getAddress().length * Byte.SIZE;
  }

  private static InetAddress address(String text) {
    InetAddress address = InetAddresses.forString(text);
    if (text.contains("%") || text.contains(":") && bits(address) == Integer.SIZE) {
      throw new IllegalArgumentException("no IP address: " + text);
    }
    return address;
  }
}
