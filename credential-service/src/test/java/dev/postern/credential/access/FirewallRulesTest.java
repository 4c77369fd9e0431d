package dev.postern.credential.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.backends.programs.Prerequisites;
import dev.postern.credential.access.SshFacts.Rules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirewallRulesTest {

  private static final String CHAIN =
      """
      table inet filter {
      	chain input {
      		type filter hook input priority filter; policy %s;
      		%s
      	}
      }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp dport 22 drop",
        "tcp dport 22 counter packets 0 bytes 0 drop",
        "tcp dport { 22, 80 } reject",
        "tcp dport 1-1024 drop",
        "tcp dport != { 80, 443 } drop",
        "counter drop"
      })
  void findsTheNftRuleThatDropsSsh(String rule) {
    assertThat(nft("accept", rule).dropping(22)).contains(rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp dport 23 drop",
        "udp dport 22 drop",
        "ip saddr 10.0.0.0/8 tcp dport 22 drop",
        "ct state invalid drop",
        "tcp dport 2200 drop"
      })
  void passesOverNftRulesForOthers(String rule) {
    assertThat(nft("accept", rule).dropping(22)).isEmpty();
  }

  @Test
  void findsAPolicyThatDropsWhatNoRuleAccepts() {
    assertThat(nft("drop", "tcp dport 80 accept").dropping(22)).isPresent();
    assertThat(nft("drop", "tcp dport 22 accept").dropping(22)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-A INPUT -p tcp -m tcp --dport 22 -j DROP",
        "-A INPUT -p tcp -m multiport --dports 20:25,80 -j REJECT --reject-with tcp-reset",
        "-A INPUT -j DROP"
      })
  void findsTheIptablesRuleThatDropsSsh(String rule) {
    assertThat(iptables("-P INPUT ACCEPT", rule).dropping(22)).contains(rule);
  }

  @Test
  void readsIptablesInOrder() {
    assertThat(
            iptables(
                    "-P INPUT DROP",
                    "-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT",
                    "-A INPUT -s 10.0.0.0/8 -j ACCEPT")
                .dropping(22))
        .contains("-P INPUT DROP");
    assertThat(
            iptables(
                    "-P INPUT DROP",
                    "-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT",
                    "-A INPUT -j DROP")
                .dropping(22))
        .isEmpty();
  }

  /** Real rules, in a network namespace of their own. */
  @Test
  void readsWhatNftItselfPrints() throws Exception {
    Optional<String> missing = Prerequisites.missing("nft", "nftables");
    Assumptions.assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
    Process process =
        new ProcessBuilder(
                "unshare",
                "--user",
                "--map-root-user",
                "--net",
                "sh",
                "-c",
                "PATH=$PATH:/usr/sbin; nft add table inet f && nft add chain inet f input"
                    + " '{ type filter hook input priority 0; policy accept; }'"
                    + " && nft add rule inet f input tcp dport 22 drop && nft list ruleset")
            .redirectErrorStream(true)
            .start();
    List<String> printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    Assumptions.assumeTrue(
        process.waitFor() == 0,
        () -> "nft is there, and the kernel has no firewall in a namespace: " + printed);

    assertThat(new Rules(printed, List.of()).dropping(22)).contains("tcp dport 22 drop");
    assertThat(new Rules(printed, List.of()).dropping(2222)).isEmpty();
  }

  private static Rules nft(String policy, String rule) {
    return new Rules(CHAIN.formatted(policy, rule).lines().toList(), List.of());
  }

  private static Rules iptables(String... rules) {
    return new Rules(List.of(), List.of(rules));
  }
}
