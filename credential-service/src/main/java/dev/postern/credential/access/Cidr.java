package dev.postern.credential.access;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A network in the notation of RFC 4632 and RFC 4291.
 *
 * @param network its address bytes, 4 or 16
 * @param prefix how many leading bits count
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Cidr(byte[] network, int prefix) {

  /**
   * @throws IllegalArgumentException where the text is no network
   */
  static Cidr parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(0, slash).matches("[0-9a-fA-F.:]+")) {
      throw new IllegalArgumentException("not a network: " + text);
    }
    try {
      byte[] network = InetAddress.getByName(text.substring(0, slash)).getAddress();
      int prefix = Integer.parseInt(text.substring(slash + 1));
      if (prefix < 0 || prefix > network.length * 8) {
        throw new IllegalArgumentException("not a network: " + text);
      }
      return new Cidr(network, prefix);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not a network: " + text, e);
    }
  }

  boolean contains(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % 8);
      if (((address[bit / 8] ^ network[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  boolean isWithin(Cidr other) {
    return prefix >= other.prefix && other.contains(network);
  }
}
