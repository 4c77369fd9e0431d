package dev.postern.gateway.proxyprotocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

  @Test
  void onlyNamedBlocksAreTrusted() throws Exception {
    var trusted = new TrustedProxies(List.of("10.1.0.0/16", " 192.0.2.9", "2001:db8::/33"));

    for (String in : List.of("10.1.255.255", "192.0.2.9", "2001:db8:7fff::1")) {
      assertThat(trusted.trusts(peer(in))).as(in).isTrue();
    }
    for (String out : List.of("10.2.0.0", "192.0.2.8", "2001:db8:8000::1", "::1")) {
      assertThat(trusted.trusts(peer(out))).as(out).isFalse();
    }
  }

  @Test
  void theHostBitsOfABlockDoNotMatter() throws Exception {
    var trusted = new TrustedProxies(List.of("10.1.2.3/16"));

    assertThat(trusted.trusts(peer("10.1.9.9"))).isTrue();
    assertThat(trusted.trusts(peer("10.2.2.3"))).isFalse();
  }

  @Test
  void anIpv4MappedAddressIsTheIpv4Address() throws Exception {
    assertThat(new TrustedProxies(List.of("::ffff:192.0.2.9")).trusts(peer("192.0.2.9"))).isTrue();
    assertThat(new TrustedProxies(List.of("192.0.2.9")).trusts(peer("::ffff:192.0.2.9"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "10.0.0.0/33",
        "::/129",
        "",
        "10.0.0.0/x",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "/8",
        "10.0.0.0/255.0.0.0",
        "10.0.0.1-5",
        "10.*",
        "*",
        "0x0a.0.0.1",
        "10.0.0.256",
        "10/8",
        "fe80::1%eth0",
        "::ffff:10.0.0.0/24"
      })
  void whatIsNoBlockIsRefused(String text) {
    assertThatThrownBy(() -> new TrustedProxies(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static InetSocketAddress peer(String address) throws Exception {
    return new InetSocketAddress(InetAddress.getByName(address), 1);
  }
}
