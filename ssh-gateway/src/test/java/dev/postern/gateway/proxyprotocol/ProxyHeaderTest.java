package dev.postern.gateway.proxyprotocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProxyHeaderTest {

  private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
  private static final String IPV4 = SIGNATURE + "2111000c" + "cb007107" + "0a000001" + "c0010bce";

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  @Test
  void anAddressOfEitherFamilyIsRead() throws Exception {
    String ipv6 =
        SIGNATURE + "21210024" + "20010db8000000000000000000000007" + "00".repeat(16) + "c0010bce";

    assertThat(ProxyHeader.read(bytes(IPV4)))
        .contains(new ProxyHeader(Optional.of(InetAddress.getByName("203.0.113.7")), 28));
    assertThat(ProxyHeader.read(bytes(ipv6)).orElseThrow().source())
        .contains(InetAddress.getByName("2001:db8::7"));
  }

  @Test
  void whatFollowsAndFurtherFieldsArePassedOver() throws Exception {
    String withFields = SIGNATURE + "21110010" + "cb007107" + "0a000001" + "c0010bce" + "04000100";

    ProxyHeader header = ProxyHeader.read(bytes(withFields + "5353482d322e302d")).orElseThrow();

    assertThat(header.length()).isEqualTo(32);
  }

  @Test
  void theBalancerSpeaksForItself() throws Exception {
    assertThat(ProxyHeader.read(bytes(SIGNATURE + "20000000")))
        .contains(new ProxyHeader(Optional.empty(), 16));
  }

  @Test
  void aPartIsNotEnough() throws Exception {
    byte[] whole = bytes(IPV4);
    for (int length = 0; length < whole.length; length++) {
      assertThat(ProxyHeader.read(Arrays.copyOf(whole, length))).as("%d bytes", length).isEmpty();
    }
  }

  @Test
  void whatIsNoHeaderOfVersionTwoIsMalformed() {
    for (byte[] bytes :
        List.of(
            "SSH-2.0-client\r\n".getBytes(StandardCharsets.US_ASCII),
            "PROXY TCP4 203.0.113.7 10.0.0.1 1 2\r\n".getBytes(StandardCharsets.US_ASCII),
            bytes(SIGNATURE + "1111000c" + "00".repeat(12)), // version 1
            bytes(SIGNATURE + "2211000c" + "00".repeat(12)), // no such command
            bytes(SIGNATURE + "2111000b" + "00".repeat(11)), // too short for its family
            bytes(SIGNATURE + "2121000c" + "00".repeat(12)),
            bytes(SIGNATURE + "2111ffff"))) { // too long
      assertThatThrownBy(() -> ProxyHeader.read(bytes)).isInstanceOf(ProxyHeader.Malformed.class);
    }
  }

  @Test
  void noBytesBreakTheReader() {
    var random = new Random(11);
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = bytes(IPV4);
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        ProxyHeader.read(Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
      } catch (ProxyHeader.Malformed e) {
        continue;
      }
    }
  }
}
