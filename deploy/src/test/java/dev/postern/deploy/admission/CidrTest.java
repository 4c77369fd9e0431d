package dev.postern.deploy.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stand-in says what Kubernetes' documentation says of its own. */
class CidrTest {

  @ParameterizedTest
  @CsvSource({
    "192.168.0.0/24, 192.168.0.1, true",
    "192.168.0.0/24, 192.168.1.1, false",
    "192.168.0.77/24, 192.168.0.1, true",
    "192.168.0.1/32, 192.168.0.1, true",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false",
    "2001:db8::/32, 2001:db8:1::9, true",
    "2001:db8::/32, 2001:db9::, false",
    "2001:db8::/32, 32.1.13.184, false",
    "::1/128, ::1, true",
  })
  void containsAddressesOfItsFamilyThatBeginAlike(String cidr, String address, boolean contained) {
    assertThat(Cidr.parse(cidr).containsIp(address)).isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.168.0.0",
        "192.168.0.0/33",
        "192.168.0.0/024",
        "192.168.00.0/24",
        "192.168/16",
        "::ffff:192.168.0.0/112",
        "fe80::1%eth0/64",
        " 192.168.0.0/24",
        "example.org/24",
        ""
      })
  void whatIsNoCidrIsAnError(String text) {
    assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.168.0.256", "192.168.0", "::ffff:192.168.0.1", "fe80::1%eth0", "a"})
  void whatIsNoAddressIsAnError(String text) {
    Cidr everything = Cidr.parse("::/0");

    assertThatThrownBy(() -> everything.containsIp(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
