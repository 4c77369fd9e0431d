package dev.postern.credential.sshcheck;

import static dev.postern.credential.sshcheck.Check.Name.ACCOUNT;
import static dev.postern.credential.sshcheck.Check.Name.DISK;
import static dev.postern.credential.sshcheck.Check.Name.FIREWALL;
import static dev.postern.credential.sshcheck.Check.Name.MANAGEMENT_LOGIN;
import static dev.postern.credential.sshcheck.Check.Name.PASSWORD_AUTHENTICATION;
import static dev.postern.credential.sshcheck.Check.Name.PERMIT_ROOT_LOGIN;
import static dev.postern.credential.sshcheck.Check.Name.SSHD_CONFIG;

import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessException.Reason;
import dev.postern.credential.access.SshFacts;
import dev.postern.credential.access.SshFacts.AccountProblem;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The checks inside a container. */
final class InsideChecks {

  private static final String RELOAD = " Then: sshd -t && systemctl reload ssh";

  /** What a refusal itself says about the account. */
  private static final Map<Reason, AccountProblem> ACCOUNT_PROBLEMS =
      Map.of(
          Reason.NO_SHELL, AccountProblem.NO_SHELL,
          Reason.ACCOUNT_EXPIRED, AccountProblem.EXPIRED,
          Reason.PASSWORD_EXPIRED, AccountProblem.PASSWORD_EXPIRED);

  private InsideChecks() {}

  /**
   * @param asksForPassword what sshd offered on a connection; empty where that was not seen
   * @param pending whether a password is being set
   */
  static List<Check> of(
      SshFacts facts, Optional<Boolean> asksForPassword, boolean pending, int port) {
    return List.of(
        Check.ok(MANAGEMENT_LOGIN),
        config(facts),
        passwords(facts, asksForPassword),
        root(facts),
        account(facts.account(), pending),
        disk(facts.full()),
        firewall(facts, port));
  }

  /** The checks where the container could not be entered. */
  static List<Check> unseen(AccessException failure) {
    String why = "The container could not be looked into: " + failure.reason() + ".";
    return Stream.concat(
            Stream.of(login(failure, why)),
            Stream.of(
                    SSHD_CONFIG,
                    PASSWORD_AUTHENTICATION,
                    PERMIT_ROOT_LOGIN,
                    ACCOUNT,
                    DISK,
                    FIREWALL)
                .map(name -> unseen(name, failure.reason(), why)))
        .toList();
  }

  private static Check login(AccessException failure, String why) {
    return switch (failure.reason()) {
      case NO_SHELL -> Check.ok(MANAGEMENT_LOGIN);
      case NO_COMMANDS ->
          Check.problem(
              MANAGEMENT_LOGIN,
              "The login is accepted, and the answer of Postern's command does not arrive: %s. See"
                      .formatted(instead(failure.seen()))
                  + " what runs in its place: root's start-up files (~/.bashrc, ~/.profile,"
                  + " ~/.ssh/rc, those of its shell), root's shell (grep ^root: /etc/passwd), and"
                  + " ForceCommand in /etc/ssh/sshd_config");
      case MANAGEMENT_KEY_REFUSED ->
          Check.problem(
              MANAGEMENT_LOGIN,
              "Postern's management key is refused. /etc/ssh/sshd_config needs:"
                  + " AuthorizedKeysFile .ssh/authorized_keys /etc/ssh/postern/authorized_keys and"
                  + " PermitRootLogin yes; /etc/ssh/postern and the file must belong to root; and"
                  + " root must be neither locked nor expired, and have a shell that exists: passwd -S"
                  + " root; chage -l root; grep ^root: /etc/passwd. sshd says no more to a client: see"
                  + " whether AllowUsers, DenyUsers, AllowGroups or PubkeyAcceptedAlgorithms keep root"
                  + " or its key out: sshd -T; journalctl -u ssh -n 50");
      case NO_COMMON_ALGORITHM ->
          Check.problem(MANAGEMENT_LOGIN, ProbeChecks.noCommonAlgorithm(failure.seen()));
      case ACCOUNT_EXPIRED -> Check.problem(MANAGEMENT_LOGIN, accountHint(AccountProblem.EXPIRED));
      case PASSWORD_EXPIRED ->
          Check.problem(MANAGEMENT_LOGIN, accountHint(AccountProblem.PASSWORD_EXPIRED));
      case EXEC_FORBIDDEN ->
          Check.problem(
              MANAGEMENT_LOGIN,
              "The cluster does not let Postern run commands in the pod. Its namespace needs the"
                  + " RoleBinding of managed namespaces; try: kubectl auth can-i create pods"
                  + " --subresource=exec");
      case POD_GONE ->
          Check.problem(
              MANAGEMENT_LOGIN,
              "The pod is not there as it was seen last, or lost the label postern.dev/ssh=enabled."
                  + " See: kubectl get pod --show-labels");
      case CONTAINER_GONE ->
          Check.problem(
              MANAGEMENT_LOGIN,
              "The engine has no such running container, or it lacks the label"
                  + " postern.dev/ssh=enabled. See: docker ps -a; docker inspect");
      case UNREACHABLE,
          HOST_KEY_CHANGED,
          TIMED_OUT,
          CONNECTION_LOST,
          FENCE_BUSY,
          FENCE_NOT_WRITTEN,
          PASSWORD_COMMAND_FAILED,
          SHADOW_UNREADABLE,
          ACCESS_KEYS_NOT_WRITTEN,
          LOGIN_REFUSED,
          COMMAND_MISSING,
          READ_ONLY,
          NOT_ROOT ->
          Check.unknown(MANAGEMENT_LOGIN, why);
    };
  }

  private static String instead(String seen) {
    return seen.isEmpty() ? "nothing came" : "this came instead: «" + seen + "»";
  }

  private static Check unseen(Check.Name name, Reason reason, String why) {
    return name == ACCOUNT
        ? Optional.ofNullable(ACCOUNT_PROBLEMS.get(reason))
            .map(problem -> Check.problem(ACCOUNT, accountHint(problem)))
            .orElseGet(() -> Check.unknown(ACCOUNT, why))
        : Check.unknown(name, why);
  }

  private static Check config(SshFacts facts) {
    return facts.configBroken()
        ? Check.problem(
            SSHD_CONFIG,
            "sshd rejects its configuration and will not start again. See the line: sshd -t")
        : Check.ok(SSHD_CONFIG);
  }

  /** What the running sshd does outranks its file. */
  private static Check passwords(SshFacts facts, Optional<Boolean> asks) {
    Optional<Boolean> written = facts.settings().map(SshFacts.Settings::passwordAuthentication);
    if (asks.or(() -> written).isEmpty()) {
      return Check.unknown(PASSWORD_AUTHENTICATION, "sshd -T gives no settings.");
    }
    if (asks.or(() -> written).orElseThrow()) {
      return Check.ok(PASSWORD_AUTHENTICATION);
    }
    return written.orElse(false)
        ? Check.problem(
            PASSWORD_AUTHENTICATION,
            "sshd asks for no password, though its configuration says so by now. Reload it: sshd -t"
                + " && systemctl reload ssh")
        : Check.problem(
            PASSWORD_AUTHENTICATION,
            "Set PasswordAuthentication yes in /etc/ssh/sshd_config and in the files of"
                + " /etc/ssh/sshd_config.d, and let a password suffice: AuthenticationMethods any."
                + " A Match block may say otherwise."
                + RELOAD);
  }

  private static Check root(SshFacts facts) {
    return facts.settings().map(InsideChecks::root).orElseGet(InsideChecks::rootUnknown);
  }

  private static Check root(SshFacts.Settings settings) {
    if (!settings.rootLogin()) {
      return Check.problem(
          PERMIT_ROOT_LOGIN, "Set PermitRootLogin yes in /etc/ssh/sshd_config." + RELOAD);
    }
    return settings.rootAllowed()
        ? Check.ok(PERMIT_ROOT_LOGIN)
        : Check.problem(
            PERMIT_ROOT_LOGIN,
            "Let root in by AllowUsers, DenyUsers, AllowGroups and DenyGroups in"
                + " /etc/ssh/sshd_config."
                + RELOAD);
  }

  private static Check rootUnknown() {
    return Check.unknown(PERMIT_ROOT_LOGIN, "sshd -T gives no settings.");
  }

  private static Check account(Set<AccountProblem> problems, boolean pending) {
    if (pending && problems.equals(EnumSet.of(AccountProblem.NO_PASSWORD))) {
      return Check.unknown(ACCOUNT, "root's first password is being set. Look again soon.");
    }
    return problems.isEmpty()
        ? Check.ok(ACCOUNT)
        : Check.problem(
            ACCOUNT,
            problems.stream().map(InsideChecks::accountHint).collect(Collectors.joining(" ")));
  }

  private static String accountHint(AccountProblem problem) {
    return switch (problem) {
      case LOCKED -> "root is locked. Unlock it: passwd -u root, or reset the password.";
      case NO_PASSWORD -> "root has no password. Reset it.";
      case EXPIRED ->
          "root's account has expired, or is inactive since its password expired. Lift that:"
              + " chage -E -1 root; chage -I -1 -M -1 root";
      case PASSWORD_EXPIRED ->
          "root's password has expired (PASSWORD_EXPIRED): sshd runs no command for root until"
              + " it is changed. Change it in a terminal (ssh -t, through the gateway too) or lift"
              + " that in the container's console: chage -M -1 -d -1 root. Then reset the password.";
      case NO_SHELL ->
          "root's shell does not exist or lets nobody in. Set one: usermod -s /bin/sh root";
    };
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

  /** A container's output is not trusted on a terminal. */
  private static String printable(String text) {
    String plain = text.replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() > 200 ? plain.substring(0, 200) : plain;
  }
}
