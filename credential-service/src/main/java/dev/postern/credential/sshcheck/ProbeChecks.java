package dev.postern.credential.sshcheck;

import static dev.postern.credential.sshcheck.Check.Name.BANNER;
import static dev.postern.credential.sshcheck.Check.Name.HOST_KEY;
import static dev.postern.credential.sshcheck.Check.Name.KEY_EXCHANGE;
import static dev.postern.credential.sshcheck.Check.Name.PORT_OPEN;
import static dev.postern.credential.sshcheck.Check.Name.SSHD_RUNNING;

import dev.postern.credential.access.ProbeResult;
import dev.postern.credential.access.ProbeResult.Stage;
import java.util.List;

/** The checks by a connection without a login. */
final class ProbeChecks {

  private static final String NOT_REACHED = "An earlier check has to pass first.";
  private static final String NOT_IN_TIME = "It was not answered in time. Try again.";
  private static final String RULES =
      "See whether the container runs, and its firewall's rules: nft list ruleset; iptables -S INPUT";

  private ProbeChecks() {}

  static List<Check> of(ProbeResult probeResult, int port) {
    return List.of(
        sshd(probeResult),
        port(probeResult, port),
        banner(probeResult),
        keyExchange(probeResult),
        key(probeResult));
  }

  private static Check sshd(ProbeResult probeResult) {
    return switch (probeResult.stage()) {
      case REFUSED ->
          Check.problem(
              SSHD_RUNNING,
              "sshd does not listen. Start it: systemctl start ssh (or: service ssh start), and see"
                  + " why it ended: journalctl -u ssh -n 50");
      case SILENT -> Check.unknown(SSHD_RUNNING, "The port does not answer.");
      case NO_BANNER ->
          probeResult.late()
              ? Check.unknown(
                  SSHD_RUNNING, "The connection is accepted, and no banner came in time.")
              : Check.problem(
                  SSHD_RUNNING,
                  "What listens is not sshd, or hangs up%s. See what it is: ss -ltnp; then: systemctl"
                          .formatted(instead(probeResult))
                      + " restart ssh");
      case BUSY, NO_KEY_EXCHANGE, NO_COMMON_ALGORITHM, OTHER_HOST_KEY, OK -> Check.ok(SSHD_RUNNING);
    };
  }

  private static String instead(ProbeResult probeResult) {
    return probeResult.seen().isEmpty() ? "" : "; it says «" + probeResult.seen() + "»";
  }

  private static Check port(ProbeResult probeResult, int port) {
    return switch (probeResult.stage()) {
      case REFUSED ->
          Check.problem(
              PORT_OPEN,
              "Port %d refuses connections. Check that sshd listens there: grep -i ^Port"
                      .formatted(port)
                  + " /etc/ssh/sshd_config; ss -ltn");
      case SILENT ->
          probeResult.late()
              ? Check.unknown(PORT_OPEN, "Port %d did not answer in time. ".formatted(port) + RULES)
              : Check.problem(
                  PORT_OPEN,
                  "Port %d cannot be reached%s. ".formatted(port, instead(probeResult)) + RULES);
      case NO_BANNER, BUSY, NO_KEY_EXCHANGE, NO_COMMON_ALGORITHM, OTHER_HOST_KEY, OK ->
          Check.ok(PORT_OPEN);
    };
  }

  private static Check banner(ProbeResult probeResult) {
    if (probeResult.reached(Stage.NO_KEY_EXCHANGE)) {
      return Check.ok(BANNER);
    }
    if (probeResult.stage() == Stage.BUSY) {
      return Check.unknown(
          BANNER,
          "sshd takes no more connections at the moment (MaxStartups): «%s»."
              .formatted(probeResult.seen()));
    }
    if (probeResult.stage() != Stage.NO_BANNER) {
      return Check.unknown(BANNER, NOT_REACHED);
    }
    return probeResult.late()
        ? Check.unknown(BANNER, NOT_IN_TIME)
        : Check.problem(
            BANNER, "sshd sends no SSH banner. Restart it: systemctl restart ssh; see: ps ax");
  }

  private static Check keyExchange(ProbeResult probeResult) {
    if (probeResult.reached(Stage.OTHER_HOST_KEY)) {
      return Check.ok(KEY_EXCHANGE);
    }
    if (probeResult.stage() == Stage.NO_COMMON_ALGORITHM) {
      return Check.problem(KEY_EXCHANGE, noCommonAlgorithm(probeResult.seen()));
    }
    if (probeResult.stage() != Stage.NO_KEY_EXCHANGE) {
      return Check.unknown(KEY_EXCHANGE, NOT_REACHED);
    }
    return probeResult.late()
        ? Check.unknown(KEY_EXCHANGE, NOT_IN_TIME)
        : Check.problem(
            KEY_EXCHANGE,
            "The key exchange breaks off. Make missing host keys: ssh-keygen -A; see why:"
                + " journalctl -u ssh -n 50");
  }

  /** The hint names what is missing, and both lists. */
  static String noCommonAlgorithm(String seen) {
    return "There is "
        + seen
        + ". Allow one of Postern's in /etc/ssh/sshd_config (Ciphers, KexAlgorithms, MACs,"
        + " HostKeyAlgorithms). Then: sshd -t && systemctl reload ssh";
  }

  private static Check key(ProbeResult probeResult) {
    if (probeResult.stage() == Stage.OTHER_HOST_KEY) {
      return Check.problem(
          HOST_KEY,
          "The container shows another host key than before. If its host keys were replaced on"
              + " purpose, have the platform recreate the container; show them: ssh-keygen -lf"
              + " /etc/ssh/ssh_host_ed25519_key.pub");
    }
    return probeResult.isOk() ? Check.ok(HOST_KEY) : Check.unknown(HOST_KEY, NOT_REACHED);
  }
}
