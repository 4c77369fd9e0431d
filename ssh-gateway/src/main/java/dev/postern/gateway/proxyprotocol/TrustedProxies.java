package dev.postern.gateway.proxyprotocol;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

/** The balancers whose word about a client's address counts, as CIDR blocks. */
public final class TrustedProxies {

  /** Numbers only: no name is looked up, and no short form such as {@code 10.1} is guessed at. */
  private static final IPAddressStringParameters BLOCK = strict();

  private static final IPAddressGenerator ADDRESSES = new IPAddressGenerator();

  private final List<IPAddress> blocks;

  /**
   * @param blocks such as {@code 10.0.0.0/8} or {@code 2001:db8::1}
   * @throws IllegalArgumentException where one is no block
   */
  public TrustedProxies(List<String> blocks) {
    this.blocks = blocks.stream().map(String::strip).map(TrustedProxies::block).toList();
  }

  private static IPAddress block(String text) {
    try {
      IPAddress address = new IPAddressString(text, BLOCK).toAddress();
      if (address.isIPv6() && address.toIPv6().isIPv4Mapped()) {
        return unmapped(address, text);
      }
      return address.isPrefixed() ? address.toPrefixBlock() : address;
    } catch (AddressStringException e) {
      throw new IllegalArgumentException("no address or CIDR block: " + text, e);
    }
  }

  /** A peer's IPv4-mapped address comes as IPv4 from Java, so a mapped block would match none. */
  private static IPAddress unmapped(IPAddress address, String text) {
    if (address.isPrefixed()) {
      throw new IllegalArgumentException("write this block as IPv4: " + text);
    }
    return address.toIPv6().getEmbeddedIPv4Address();
  }

  private static IPAddressStringParameters strict() {
    var builder = new IPAddressStringParameters.Builder();
    builder
        .allowEmpty(false)
        .allowAll(false)
        .allowSingleSegment(false)
        .allowMask(false)
        .allowPrefixOnly(false)
        .allowWildcardedSeparator(false)
        .allow_inet_aton(false)
        .setRangeOptions(RangeParameters.NO_RANGE);
    builder.getIPv6AddressParametersBuilder().allowZone(false).allowBase85(false);
    return builder.toParams();
  }

  boolean trusts(SocketAddress peer) {
    if (!(peer instanceof InetSocketAddress inet)) {
      return false;
    }
    IPAddress address = ADDRESSES.from(inet.getAddress().getAddress());
    return blocks.stream().anyMatch(block -> block.contains(address));
  }
}
