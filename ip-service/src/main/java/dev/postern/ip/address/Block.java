package dev.postern.ip.address;

import dev.postern.events.ips.Family;
import inet.ipaddr.IPAddress;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** A CIDR block (RFC 4632, RFC 4291). */
public record Block(Family family, AddressRange range, int prefix) {

  /**
   * @param text {@code ADDRESS/PREFIX} in canonical form, no host bit set
   * @throws UnusableAddressException where it is not; the message says what to write
   */
  public static Block parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new UnusableAddressException(
          "write a block, ADDRESS/PREFIX, such as 203.0.113.0/24 or 2001:db8::/64");
    }
    IPAddress address = HostAddress.read(text.substring(0, slash));
    int prefix = prefix(text.substring(slash + 1), address.getBitCount());
    IPAddress block = address.toPrefixBlock(prefix);
    Block parsed = of(block, prefix);
    if (!parsed.range.low().equals(address.getValue())) {
      throw new UnusableAddressException(
          "bits beyond the prefix are set; write " + parsed.text() + " if that block is meant");
    }
    return parsed;
  }

  private static int prefix(String text, int bits) {
    boolean number = text.matches("0|[1-9][0-9]{0,2}");
    int prefix = number ? Integer.parseInt(text) : -1;
    if (prefix < 0 || prefix > bits) {
      throw new UnusableAddressException("the prefix is a number from 0 to " + bits + " here");
    }
    return prefix;
  }

  private static Block of(IPAddress block, int prefix) {
    Family family = block.isIPv4() ? Family.IPV4 : Family.IPV6;
    return new Block(
        family, new AddressRange(block.getLower().getValue(), block.getUpper().getValue()), prefix);
  }

  public String text() {
    return new HostAddress(family, range.low()).text() + "/" + prefix;
  }

  public boolean overlaps(Block other) {
    return family == other.family && range.overlaps(other.range);
  }

  public boolean contains(HostAddress address) {
    return family == address.family() && range.contains(address.value());
  }

  public boolean contains(Block other) {
    return family == other.family && range.contains(other.range);
  }

  /**
   * What can be given out: without the network and the broadcast address of IPv4 (not for /31 and
   * /32, RFC 3021), without the subnet-router anycast address of IPv6 (RFC 4291, 2.6.1; not for
   * /127 and /128, RFC 6164), and without {@code reserved}.
   */
  public List<AddressRange> usable(List<Block> reserved) {
    List<AddressRange> usable = new ArrayList<>(hosts());
    for (Block block : reserved) {
      usable = usable.stream().flatMap(range -> range.minus(block.range).stream()).toList();
    }
    return List.copyOf(usable);
  }

  private List<AddressRange> hosts() {
    if (range.size().compareTo(BigInteger.TWO) <= 0) {
      return List.of(range);
    }
    BigInteger first = range.low().add(BigInteger.ONE);
    BigInteger last = family == Family.IPV4 ? range.high().subtract(BigInteger.ONE) : range.high();
    return List.of(new AddressRange(first, last));
  }
}
