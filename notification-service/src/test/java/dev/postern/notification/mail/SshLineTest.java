package dev.postern.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.events.containers.Address;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SshLineTest {

  private static final GatewayConfig GATEWAY =
      new GatewayConfig() {
        @Override
        public String host() {
          return "gate.postern.test";
        }

        @Override
        public int port() {
          return 3022;
        }
      };

  @Test
  void theStandardPortIsNotPrinted() {
    assertThat(SshLine.direct(facts("web-1", new Address("203.0.113.7", 22))))
        .contains("ssh root@203.0.113.7");
  }

  @Test
  void anotherPortIs() {
    assertThat(SshLine.direct(facts("web-1", new Address("2001:db8::7", 2222))))
        .contains("ssh root@2001:db8::7 -p 2222");
  }

  @Test
  void withoutAnAddressTheGatewayLeadsThere() {
    assertThat(SshLine.direct(facts("web-1"))).isEmpty();
    assertThat(SshLine.throughGateway(facts("web-1"), GATEWAY))
        .isEqualTo("ssh web-1-demo@gate.postern.test -p 3022");
  }

  @ParameterizedTest
  @ValueSource(strings = {"web; rm -rf /", "$(id)", "`id`", "-oProxyCommand=id", "a b", "x\ny", ""})
  void whatAShellWouldReadIsNotPrinted(String name) {
    assertThat(SshLine.throughGateway(facts(name), GATEWAY))
        .isEqualTo("ssh c7k2m9@gate.postern.test -p 3022");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.3.4;id", "host.example", "-oX=1"})
  void whatIsNoAddressIsNotPrinted(String address) {
    assertThat(SshLine.direct(facts("web-1", new Address(address, 22)))).isEmpty();
  }

  private static CredentialsFacts facts(String name, Address... addresses) {
    return new CredentialsFacts(
        "c7k2m9", "demo", name, "shop", "root", List.of(addresses), List.of());
  }
}
