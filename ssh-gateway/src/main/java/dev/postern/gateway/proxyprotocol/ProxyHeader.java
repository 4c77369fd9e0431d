package dev.postern.gateway.proxyprotocol;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A header of the PROXY protocol, version 2 (section 2.2 of its specification): binary only.
 *
 * @param source the client; empty where the balancer speaks for itself ({@code LOCAL}) or the
 *     client has no IP address
 * @param length bytes of the header, after which the client's own begin
 */
record ProxyHeader(Optional<InetAddress> source, int length) {

  /** Longer ones are refused: addresses and a few fields take some hundred bytes. */
  private static final int LONGEST = 4096;

  private static final byte[] SIGNATURE = {
    0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a
  };
  private static final int FIXED = 16;
  private static final int VERSION_LOCAL = 0x20;
  private static final int VERSION_PROXY = 0x21;
  private static final int INET = 1;
  private static final int INET6 = 2;

  /** The bytes are no such header. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed() {
      super("no PROXY protocol header of version 2", null, false, false);
    }
  }

  /** Empty where more bytes are needed to tell. */
  static Optional<ProxyHeader> read(byte[] bytes) throws Malformed {
    int known = Math.min(bytes.length, SIGNATURE.length);
    if (!Arrays.equals(bytes, 0, known, SIGNATURE, 0, known)) {
      throw new Malformed();
    }
    if (bytes.length < FIXED) {
      return Optional.empty();
    }
    int length = FIXED + ((bytes[14] & 0xff) << 8 | bytes[15] & 0xff);
    if (length > LONGEST) {
      throw new Malformed();
    }
    return bytes.length < length
        ? Optional.empty()
        : Optional.of(new ProxyHeader(source(bytes, length), length));
  }

  private static Optional<InetAddress> source(byte[] bytes, int length) throws Malformed {
    int command = bytes[12] & 0xff;
    if (command != VERSION_LOCAL && command != VERSION_PROXY) {
      throw new Malformed();
    }
    int family = (bytes[13] & 0xff) >> 4;
    if (command == VERSION_LOCAL || family != INET && family != INET6) {
      return Optional.empty();
    }
    int size = family == INET ? 4 : 16;
    if (length < FIXED + 2 * size + 4) {
      throw new Malformed();
    }
    return Optional.of(address(Arrays.copyOfRange(bytes, FIXED, FIXED + size)));
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
