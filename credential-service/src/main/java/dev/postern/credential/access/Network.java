package dev.postern.credential.access;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.IncompatibleAddressException;

/** Networks in the notation of RFC 4632 and RFC 4291, {@code ADDRESS/PREFIX}. */
final class Network {

  private static final IPAddressStringParameters STRICT = strict();

  private Network() {}

  /**
   * @param text host bits may be set: they do not count
   * @throws IllegalArgumentException where the text is no network
   */
  static IPAddress parse(String text) {
    try {
      IPAddress written = new IPAddressString(text, STRICT).toAddress();
      Integer prefix = written == null ? null : written.getNetworkPrefixLength();
      if (prefix != null && prefix <= unmapped(written).getBitCount()) {
        return unmapped(written).toPrefixBlock(prefix);
      }
    } catch (AddressStringException | IncompatibleAddressException e) {
      // Refused below, like an address without a prefix.
    }
    throw new IllegalArgumentException("not a network: " + text);
  }

  /** Java shows a mapped address as an IPv4 address, so a mapped network is an IPv4 network too. */
  private static IPAddress unmapped(IPAddress address) {
    return address.isIPv6() && address.toIPv6().isIPv4Mapped()
        ? address.toIPv6().getEmbeddedIPv4Address().withoutPrefixLength()
        : address;
  }

  private static IPAddressStringParameters strict() {
    IPAddressStringParameters.Builder builder = new IPAddressStringParameters.Builder();
    builder
        .allowEmpty(false)
        .allowAll(false)
        .allowSingleSegment(false)
        .allowMask(false)
        .allow_inet_aton(false)
        .allowWildcardedSeparator(false)
        .setRangeOptions(RangeParameters.NO_RANGE);
    builder.getIPv4AddressParametersBuilder().allowLeadingZeros(false);
    builder.getIPv6AddressParametersBuilder().allowZone(false).allowBase85(false);
    return builder.toParams();
  }
}
