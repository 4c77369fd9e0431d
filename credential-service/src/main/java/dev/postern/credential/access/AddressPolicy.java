package dev.postern.credential.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses the service connects to: it must not be made to call the machines around it
 * (server-side request forgery).
 *
 * <p>Unspecified, link-local, multicast and broadcast addresses and the clouds' metadata addresses
 * are always refused; loopback, unless a configured network of loopback addresses holds it. An IPv6
 * address that carries an IPv4 one (mapped, compatible, NAT64, 6to4) is judged as both.
 */
public final class AddressPolicy {

  private static final List<Cidr> NEVER =
      cidrs(
          "0.0.0.0/8",
          "169.254.0.0/16",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "100.100.100.200/32",
          "192.0.0.192/32",
          "::/128",
          "fe80::/10",
          "fec0::/10",
          "ff00::/8",
          "fd00:ec2::/32");
  private static final List<Cidr> LOOPBACK = cidrs("127.0.0.0/8", "::1/128");

  private final List<Cidr> allowed;

  /**
   * @param allowed networks that containers may be in; empty for any
   * @throws IllegalArgumentException where one is no network
   */
  public AddressPolicy(List<String> allowed) {
    this.allowed = allowed.stream().map(Cidr::parse).toList();
  }

  public boolean allows(InetAddress address) {
    byte[] bytes = address.getAddress();
    return allows(bytes) && embedded(bytes).allMatch(this::allows);
  }

  private boolean allows(byte[] address) {
    if (in(NEVER, address)) {
      return false;
    }
    if (in(LOOPBACK, address)) {
      return allowed.stream().anyMatch(cidr -> isLoopback(cidr) && cidr.contains(address));
    }
    return allowed.isEmpty() || in(allowed, address);
  }

  private static boolean isLoopback(Cidr cidr) {
    return LOOPBACK.stream().anyMatch(cidr::isWithin);
  }

  private static boolean in(List<Cidr> cidrs, byte[] address) {
    return cidrs.stream().anyMatch(cidr -> cidr.contains(address));
  }

  /** The IPv4 addresses that an IPv6 address carries. */
  private static Stream<byte[]> embedded(byte[] v6) {
    if (v6.length != 16) {
      return Stream.empty();
    }
    if (in(cidrs("64:ff9b::/96", "64:ff9b:1::/48"), v6) || in(cidrs("::/96"), v6) && !isOne(v6)) {
      return Stream.of(Arrays.copyOfRange(v6, 12, 16));
    }
    return in(cidrs("2002::/16"), v6) ? Stream.of(Arrays.copyOfRange(v6, 2, 6)) : Stream.empty();
  }

  private static boolean isOne(byte[] v6) {
    return LOOPBACK.get(1).contains(v6);
  }

  private static List<Cidr> cidrs(String... texts) {
    return Arrays.stream(texts).map(Cidr::parse).toList();
  }

  /** IPv4-mapped addresses arrive here as IPv4 ones: {@link InetAddress} unwraps them. */
  static InetAddress literal(String text) throws UnknownHostException {
    return InetAddress.getByName(text);
  }
}
