package dev.postern.credential.sshcheck;

import static dev.postern.credential.sshcheck.Check.Name.ACCOUNT;
import static dev.postern.credential.sshcheck.Check.Name.DISK;
import static dev.postern.credential.sshcheck.Check.Name.FIREWALL;
import static dev.postern.credential.sshcheck.Check.Name.MANAGEMENT_LOGIN;
import static dev.postern.credential.sshcheck.Check.Name.PASSWORD_AUTHENTICATION;
import static dev.postern.credential.sshcheck.Check.Name.PERMIT_ROOT_LOGIN;
import static dev.postern.credential.sshcheck.Check.Name.SSHD_CONFIG;

import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.SshFacts;
import dev.postern.credential.access.SshFacts.AccountProblem;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is seen inside a container. */
final class InsideChecks {

  private static final String RELOAD = " Then: sshd -t && systemctl reload ssh";

  private InsideChecks() {}

  static List<Check> of(SshFacts facts, int port) {
    return List.of(
        Check.ok(MANAGEMENT_LOGIN),
        config(facts),
        passwords(facts),
        root(facts),
        account(facts.account()),
        disk(facts.full()),
        firewall(facts, port));
  }

  /** Where nobody gets in, nothing inside can be seen. */
  static List<Check> unseen(AccessException.Reason reason) {
    String why = "The container could not be looked into: " + reason + ".";
    return Stream.concat(
            Stream.of(login(reason, why)),
            Stream.of(
                    SSHD_CONFIG,
                    PASSWORD_AUTHENTICATION,
                    PERMIT_ROOT_LOGIN,
                    ACCOUNT,
                    DISK,
                    FIREWALL)
                .map(name -> unseen(name, reason, why)))
        .toList();
  }

  private static Check login(AccessException.Reason reason, String why) {
    switch (reason) {
      case NO_COMMANDS:
        return Check.ok(MANAGEMENT_LOGIN);
      case MANAGEMENT_KEY_REFUSED:
        return Check.problem(
            MANAGEMENT_LOGIN,
            "Postern's management key is refused. /etc/ssh/sshd_config needs:"
                + " AuthorizedKeysFile .ssh/authorized_keys /etc/ssh/postern/authorized_keys and"
                + " PermitRootLogin yes; /etc/ssh/postern and the file must belong to root; and"
                + " root must be neither locked nor expired: passwd -S root; chage -l root");
      case ACCOUNT_EXPIRED:
        return Check.problem(MANAGEMENT_LOGIN, accountHint(AccountProblem.EXPIRED));
      case EXEC_FORBIDDEN:
        return Check.problem(
            MANAGEMENT_LOGIN,
            "The cluster does not let Postern run commands in the pod. Its namespace needs the"
                + " RoleBinding of managed namespaces; try: kubectl auth can-i create pods"
                + " --subresource=exec");
      case POD_GONE:
        return Check.problem(
            MANAGEMENT_LOGIN,
            "The pod is not there as it was seen last, or lost the label postern.dev/ssh=enabled."
                + " See: kubectl get pod --show-labels");
      case CONTAINER_GONE:
        return Check.problem(
            MANAGEMENT_LOGIN,
            "The engine has no such running container, or it lacks the label"
                + " postern.dev/ssh=enabled. See: docker ps -a; docker inspect");
      default:
        return Check.unknown(MANAGEMENT_LOGIN, why);
    }
  }

  private static Check unseen(Check.Name name, AccessException.Reason reason, String why) {
    if (name == ACCOUNT && reason == AccessException.Reason.NO_COMMANDS) {
      return Check.problem(ACCOUNT, accountHint(AccountProblem.NO_SHELL));
    }
    return name == ACCOUNT && reason == AccessException.Reason.ACCOUNT_EXPIRED
        ? Check.problem(ACCOUNT, accountHint(AccountProblem.EXPIRED))
        : Check.unknown(name, why);
  }

  private static Check config(SshFacts facts) {
    return facts.configBroken()
        ? Check.problem(
            SSHD_CONFIG,
            "sshd rejects its configuration and will not start again. See the line: sshd -t")
        : Check.ok(SSHD_CONFIG);
  }

  private static Check passwords(SshFacts facts) {
    return facts
        .settings()
        .map(
            settings ->
                settings.passwordAuthentication()
                    ? Check.ok(PASSWORD_AUTHENTICATION)
                    : Check.problem(
                        PASSWORD_AUTHENTICATION,
                        "Set PasswordAuthentication yes in /etc/ssh/sshd_config, and in the files"
                            + " of /etc/ssh/sshd_config.d."
                            + RELOAD))
        .orElseGet(() -> Check.unknown(PASSWORD_AUTHENTICATION, "sshd -T gives no settings."));
  }

  private static Check root(SshFacts facts) {
    return facts
        .settings()
        .map(
            settings ->
                settings.rootLogin()
                    ? Check.ok(PERMIT_ROOT_LOGIN)
                    : Check.problem(
                        PERMIT_ROOT_LOGIN,
                        "Set PermitRootLogin yes in /etc/ssh/sshd_config." + RELOAD))
        .orElseGet(() -> Check.unknown(PERMIT_ROOT_LOGIN, "sshd -T gives no settings."));
  }

  private static Check account(Set<AccountProblem> problems) {
    return problems.isEmpty()
        ? Check.ok(ACCOUNT)
        : Check.problem(
            ACCOUNT,
            problems.stream().map(InsideChecks::accountHint).collect(Collectors.joining(" ")));
  }

  private static String accountHint(AccountProblem problem) {
    switch (problem) {
      case LOCKED:
        return "root is locked. Unlock it: passwd -u root, or reset the password.";
      case EXPIRED:
        return "root's account has expired. Lift that: chage -E -1 root";
      case PASSWORD_EXPIRED:
        return "root's password has expired. Lift that: chage -M -1 root, and reset the password.";
      default:
        return "root's shell does not exist or lets nobody in. Set one: usermod -s /bin/sh root";
    }
  }

  private static Check disk(List<String> full) {
    return full.isEmpty()
        ? Check.ok(DISK)
        : Check.problem(
            DISK,
            "Nothing can be written in %s. See space and inodes: df -h; df -i; what is big:"
                    .formatted(String.join(", ", full))
                + " du -xh / | sort -h | tail");
  }

  private static Check firewall(SshFacts facts, int port) {
    return facts
        .firewall()
        .map(
            rules ->
                rules.dropping(port).map(InsideChecks::dropped).orElseGet(() -> Check.ok(FIREWALL)))
        .orElseGet(
            () -> Check.unknown(FIREWALL, "The container has neither nft nor iptables to ask."));
  }

  private static Check dropped(String rule) {
    return Check.problem(
        FIREWALL,
        "A rule of the container's firewall keeps connections out: «%s». Let SSH in before it: nft"
                .formatted(printable(rule))
            + " insert rule inet filter input tcp dport 22 accept, or: iptables -I INPUT -p tcp"
            + " --dport 22 -j ACCEPT");
  }

  /** What a container printed is not trusted on anybody's terminal. */
  private static String printable(String text) {
    String plain = text.replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() > 200 ? plain.substring(0, 200) : plain;
  }
}
