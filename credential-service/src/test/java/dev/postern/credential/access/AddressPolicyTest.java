package dev.postern.credential.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

  private final AddressPolicy open = new AddressPolicy(List.of());
  private final AddressPolicy oneMachine = new AddressPolicy(List.of("127.0.0.0/8"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.1.2",
        "::1",
        "0.0.0.0",
        "0.1.2.3",
        "::",
        "169.254.169.254",
        "169.254.0.1",
        "224.0.0.1",
        "239.1.1.1",
        "255.255.255.255",
        "fe80::1",
        "ff02::1",
        "fd00:ec2::254",
        "100.100.100.200",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::7f00:1",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1",
        "fe80::1%1",
        "::1%1"
      })
  void isNeverConnectedTo(String address) throws Exception {
    assertThat(open.allows(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.3", "192.168.0.1", "203.0.113.9", "2001:db8::1", "fd12::1"})
  void isConnectedToWhereNoNetworkIsConfigured(String address) throws Exception {
    assertThat(open.allows(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void letsLoopbackThroughOnlyWhereItIsNamed() throws Exception {
    assertThat(oneMachine.allows(InetAddress.getByName("127.78.0.2"))).isTrue();
    assertThat(oneMachine.allows(InetAddress.getByName("::ffff:127.78.0.2"))).isTrue();
    assertThat(oneMachine.allows(InetAddress.getByName("::1"))).isFalse();
    assertThat(oneMachine.allows(InetAddress.getByName("10.0.0.1"))).isFalse();
  }

  @Test
  void takesAMappedNetworkForTheIpv4NetworkThatItIs() throws Exception {
    AddressPolicy mapped = new AddressPolicy(List.of("::ffff:10.0.0.0/8"));

    assertThat(mapped.allows(InetAddress.getByName("10.1.2.3"))).isTrue();
    assertThat(mapped.allows(InetAddress.getByName("192.168.0.1"))).isFalse();
  }

  @Test
  void doesNotLetLoopbackThroughBecauseEverythingIsAllowed() throws Exception {
    AddressPolicy everything = new AddressPolicy(List.of("0.0.0.0/0", "::/0"));

    assertThat(everything.allows(InetAddress.getByName("127.0.0.1"))).isFalse();
    assertThat(everything.allows(InetAddress.getByName("169.254.169.254"))).isFalse();
    assertThat(everything.allows(InetAddress.getByName("10.0.0.1"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0",
        "10.0.0.0/33",
        "::/129",
        "example.org/8",
        "10.0.0.0/x",
        "10.0.0.0/255.0.0.0",
        "10/8",
        "010.0.0.0/8",
        "1-2.0.0.0/8",
        "*",
        "",
        "fe80::%1/10",
        "::ffff:10.0.0.0/104"
      })
  void refusesWhatIsNoNetwork(String text) {
    assertThatThrownBy(() -> new AddressPolicy(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
