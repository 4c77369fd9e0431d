package dev.postern.credential.access.script;

import dev.postern.credential.access.SshFacts;
import dev.postern.credential.access.SshFacts.AccountProblem;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The output of {@code Scripts.DIAGNOSE}: a word and its value on each line. */
final class Diagnosis {

  private static final Map<String, AccountProblem> ACCOUNT =
      Map.of(
          "locked", AccountProblem.LOCKED,
          "no-password", AccountProblem.NO_PASSWORD,
          "expired", AccountProblem.EXPIRED,
          "password-expired", AccountProblem.PASSWORD_EXPIRED,
          "no-shell", AccountProblem.NO_SHELL);

  private final List<String> lines;

  private Diagnosis(List<String> lines) {
    this.lines = lines;
  }

  static SshFacts parse(String output) {
    return new Diagnosis(output.lines().toList()).facts();
  }

  private SshFacts facts() {
    return new SshFacts(
        account(),
        values("disk ").toList(),
        settings(),
        lines.contains("sshd-config broken"),
        rules());
  }

  private Set<AccountProblem> account() {
    Set<AccountProblem> found = EnumSet.noneOf(AccountProblem.class);
    values("account ").filter(ACCOUNT::containsKey).map(ACCOUNT::get).forEach(found::add);
    return found;
  }

  private Optional<SshFacts.Settings> settings() {
    SshdSettings effective =
        SshdSettings.parse(values("setting ").collect(Collectors.joining("\n")));
    return effective.isKnown()
        ? Optional.of(
            new SshFacts.Settings(
                effective.passwordAuthentication(), effective.rootLogin(), effective.rootAllowed()))
        : Optional.empty();
  }

  private Optional<SshFacts.Rules> rules() {
    return values("firewall-tool ").findAny().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SshFacts.Rules(
                values("nft ").toList(),
                Stream.concat(values("iptables "), values("ip6tables ")).toList()));
  }

  private Stream<String> values(String word) {
    return lines.stream()
        .filter(line -> line.startsWith(word))
        .map(line -> line.substring(word.length()));
  }
}
