package dev.postern.gateway.proxyprotocol;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

/** The balancers whose word about a client's address counts, as CIDR blocks. */
public final class TrustedProxies {

  private record Block(byte[] network, int bits) {

    static Block parse(String text) {
      int slash = text.indexOf('/');
      String address = slash < 0 ? text : text.substring(0, slash);
      if (!address.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
        throw new IllegalArgumentException("no address: " + text); // No name is looked up.
      }
      try {
        byte[] network = InetAddress.getByName(address).getAddress();
        int bits = slash < 0 ? network.length * 8 : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > network.length * 8) {
          throw new IllegalArgumentException("no prefix: " + text);
        }
        return new Block(network, bits);
      } catch (java.net.UnknownHostException e) {
        throw new IllegalArgumentException("no address: " + text, e);
      }
    }

    boolean has(byte[] address) {
      if (address.length != network.length) {
        return false;
      }
      for (int i = 0; i < bits; i++) {
        int mask = 0x80 >> i % 8;
        if (((address[i / 8] ^ network[i / 8]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  private final List<Block> blocks;

  /**
   * @param blocks such as {@code 10.0.0.0/8} or {@code 2001:db8::1}
   * @throws IllegalArgumentException where one is no block
   */
  public TrustedProxies(List<String> blocks) {
    this.blocks = blocks.stream().map(String::strip).map(Block::parse).toList();
  }

  boolean trusts(SocketAddress peer) {
    return peer instanceof InetSocketAddress inet
        && blocks.stream().anyMatch(block -> block.has(inet.getAddress().getAddress()));
  }
}
