package dev.postern.credential.access.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.backends.programs.Prerequisites;
import dev.postern.credential.access.SshFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real firewall that drops port 22 is seen by the very script that runs in containers, in a
 * network namespace of its own. Skipped where the firewall's program cannot be installed, the
 * kernel has no such firewall, or a user may make no namespaces.
 */
class FirewallInContainerTest {

  private static final String NAMESPACES = "unshare --user --map-root-user --net --mount ";

  /** The script writes a file of its own in /etc, by which Debian also finds iptables. */
  private static final String OWN_ETC =
      "mount -t tmpfs tmpfs /mnt && { cp -dR /etc/alternatives /mnt || :; }"
          + " && mount --move /mnt /etc && ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nft add table inet filter && nft \"add chain inet filter input"
            + " { type filter hook input priority 0; policy accept; }\""
            + " && nft add rule inet filter input tcp dport 22 drop",
        "iptables -A INPUT -p tcp --dport 22 -j DROP",
        "ip6tables -A INPUT -p tcp --dport 22 -j REJECT"
      })
  void aRuleThatDropsPort22IsSeenAndNoOther(String rules) throws Exception {
    String program = rules.substring(0, rules.indexOf(' '));
    Optional<String> missing =
        Prerequisites.missing(program, program.equals("nft") ? "nftables" : "iptables");
    assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
    assumeTrue(run(NAMESPACES + "true") != null, "no namespaces can be made here");

    String output = run(NAMESPACES + "sh -c '" + OWN_ETC + rules + "' 2>&1; echo exit $?");
    assumeTrue(
        output != null && output.endsWith("exit 0\n"),
        () -> program + " is there, and the kernel has no firewall in a namespace: " + output);
    SshFacts facts = Diagnosis.parse(diagnose(rules));

    assertThat(facts.firewall()).isPresent();
    assertThat(facts.firewall().orElseThrow().dropping(22)).isPresent();
    assertThat(facts.firewall().orElseThrow().dropping(2222)).isEmpty();
  }

  private static String diagnose(String rules) throws IOException, InterruptedException {
    String address = "{ echo 127.0.0.1; echo 22; } | ";
    return run(address + NAMESPACES + "sh -c '" + OWN_ETC + rules + "\n" + Scripts.DIAGNOSE + "'");
  }

  /** Standard output; null where it failed. */
  private static String run(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0 ? output : null;
    } finally {
      process.destroyForcibly();
    }
  }
}
