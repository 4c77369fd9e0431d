package dev.postern.credential.access;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.ipv6.IPv6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which addresses the service connects to: no caller may make it connect to the machines around it
 * (server-side request forgery).
 *
 * <p>Unspecified, link-local, multicast and broadcast addresses and the clouds' metadata addresses
 * are always refused; loopback, unless a configured network of loopback addresses holds it. An IPv6
 * address that carries an IPv4 one (mapped, compatible, NAT64, 6to4) is checked as both. A zone
 * does not matter.
 */
public final class AddressPolicy {

  private static final List<IPAddress> NEVER =
      networks(
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
  private static final List<IPAddress> LOOPBACK = networks("127.0.0.0/8", "::1/128");

  /** RFC 6052's well-known prefix, and RFC 8215's for local use. */
  private static final List<IPAddress> NAT64 = networks("64:ff9b::/96", "64:ff9b:1::/48");

  private static final IPAddressGenerator ADDRESSES = new IPAddressGenerator();

  private final List<IPAddress> allowed;

  /**
   * @param allowed networks that containers may be in; empty for any
   * @throws IllegalArgumentException where one is no network
   */
  public AddressPolicy(List<String> allowed) {
    this.allowed = allowed.stream().map(Network::parse).toList();
  }

  public boolean allows(InetAddress address) {
    IPAddress bare = ADDRESSES.from(address.getAddress());
    return allows(bare) && embedded(bare).map(this::allows).orElse(true);
  }

  private boolean allows(IPAddress address) {
    if (in(NEVER, address)) {
      return false;
    }
    if (in(LOOPBACK, address)) {
      return allowed.stream().anyMatch(net -> in(LOOPBACK, net) && net.contains(address));
    }
    return allowed.isEmpty() || in(allowed, address);
  }

  private static boolean in(List<IPAddress> networks, IPAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  /** The IPv4 address that an IPv6 address carries. */
  private static Optional<IPAddress> embedded(IPAddress address) {
    if (address.isIPv4()) {
      return Optional.empty();
    }
    IPv6Address v6 = address.toIPv6();
    if (v6.is6To4()) {
      return Optional.of(v6.get6To4IPv4Address());
    }
    boolean compatible = v6.isIPv4Compatible() && !v6.isLoopback();
    return compatible || v6.isIPv4Mapped() || in(NAT64, v6)
        ? Optional.of(v6.getEmbeddedIPv4Address())
        : Optional.empty();
  }

  private static List<IPAddress> networks(String... texts) {
    return Stream.of(texts).map(Network::parse).toList();
  }
}
