package dev.postern.ip.address;

import dev.postern.events.ips.Family;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv6.IPv6Address;
import java.math.BigInteger;

/**
 * One IPv4 or IPv6 address.
 *
 * @param value its number: 0 to 2^32-1, or 2^128-1
 */
public record HostAddress(Family family, BigInteger value) {

  private static final int LONGEST = 45;
  private static final IPAddressStringParameters STRICT = strict();

  /**
   * @param text the canonical form and no other: dotted decimals, or RFC 5952
   * @throws UnusableAddressException where it is not; the message says what to write
   */
  public static HostAddress parse(String text) {
    return of(read(text));
  }

  static IPAddress read(String text) {
    if (text.indexOf('%') >= 0) {
      throw new UnusableAddressException(
          "leave out the zone: a public address is the same everywhere");
    }
    IPAddress address =
        text.length() > LONGEST ? null : new IPAddressString(text, STRICT).getAddress();
    if (address == null || address.isMultiple()) {
      throw new UnusableAddressException(
          "write one address, such as 203.0.113.10 or 2001:db8::10, without leading zeros");
    }
    refuseMapped(address);
    if (!address.toCanonicalString().equals(text)) {
      throw new UnusableAddressException(
          "write it in its canonical form: " + address.toCanonicalString());
    }
    return address;
  }

  private static void refuseMapped(IPAddress address) {
    if (address.isIPv6() && address.toIPv6().isIPv4Mapped()) {
      throw new UnusableAddressException(
          "it is an IPv4 address in IPv6 clothes; write "
              + address.toIPv6().getEmbeddedIPv4Address().toCanonicalString());
    }
  }

  static HostAddress of(IPAddress address) {
    return new HostAddress(address.isIPv4() ? Family.IPV4 : Family.IPV6, address.getValue());
  }

  /** The canonical text form. */
  public String text() {
    return (family == Family.IPV4
            ? new IPv4Address(value.intValue())
            : (IPAddress) new IPv6Address(value))
        .toCanonicalString();
  }

  private static IPAddressStringParameters strict() {
    IPAddressStringParameters.Builder builder = new IPAddressStringParameters.Builder();
    builder
        .allowEmpty(false)
        .allowAll(false)
        .allowSingleSegment(false)
        .allowPrefix(false)
        .allowMask(false)
        .allow_inet_aton(false)
        .allowWildcardedSeparator(false)
        .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE);
    builder.getIPv4AddressParametersBuilder().allowLeadingZeros(false);
    builder.getIPv6AddressParametersBuilder().allowZone(false).allowBase85(false);
    return builder.toParams();
  }
}
