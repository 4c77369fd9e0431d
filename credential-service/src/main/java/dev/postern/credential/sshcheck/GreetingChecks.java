package dev.postern.credential.sshcheck;

import static dev.postern.credential.sshcheck.Check.Name.BANNER;
import static dev.postern.credential.sshcheck.Check.Name.HOST_KEY;
import static dev.postern.credential.sshcheck.Check.Name.KEY_EXCHANGE;
import static dev.postern.credential.sshcheck.Check.Name.PORT_OPEN;
import static dev.postern.credential.sshcheck.Check.Name.SSHD_RUNNING;

import dev.postern.credential.access.Greeting;
import java.util.List;

/** What a connection without a login tells. */
final class GreetingChecks {

  private static final String NOT_REACHED = "An earlier check has to pass first.";

  private GreetingChecks() {}

  static List<Check> of(Greeting greeting, int port) {
    return List.of(
        sshd(greeting),
        port(greeting, port),
        banner(greeting),
        keyExchange(greeting),
        key(greeting));
  }

  private static Check sshd(Greeting greeting) {
    switch (greeting) {
      case REFUSED:
        return Check.problem(
            SSHD_RUNNING,
            "sshd does not listen. Start it: systemctl start ssh (or: service ssh start), and see"
                + " why it ended: journalctl -u ssh -n 50");
      case SILENT:
        return Check.unknown(SSHD_RUNNING, "The port does not answer.");
      case NO_BANNER:
        return Check.problem(
            SSHD_RUNNING,
            "Something that is not sshd listens, or sshd hangs. See what: ss -ltnp; then:"
                + " systemctl restart ssh");
      default:
        return Check.ok(SSHD_RUNNING);
    }
  }

  private static Check port(Greeting greeting, int port) {
    switch (greeting) {
      case REFUSED:
        return Check.problem(
            PORT_OPEN,
            "Port %d refuses connections. Check that sshd listens there: grep -i ^Port"
                    .formatted(port)
                + " /etc/ssh/sshd_config; ss -ltn");
      case SILENT:
        return Check.problem(
            PORT_OPEN,
            "Port %d does not answer: a firewall drops it, or the container is off. See its rules:"
                    .formatted(port)
                + " nft list ruleset; iptables -S INPUT");
      default:
        return Check.ok(PORT_OPEN);
    }
  }

  private static Check banner(Greeting greeting) {
    if (greeting.reached(Greeting.NO_KEY_EXCHANGE)) {
      return Check.ok(BANNER);
    }
    return greeting == Greeting.NO_BANNER
        ? Check.problem(
            BANNER, "sshd sends no SSH banner. Restart it: systemctl restart ssh; see: ps ax")
        : Check.unknown(BANNER, NOT_REACHED);
  }

  private static Check keyExchange(Greeting greeting) {
    if (greeting.reached(Greeting.OTHER_HOST_KEY)) {
      return Check.ok(KEY_EXCHANGE);
    }
    return greeting == Greeting.NO_KEY_EXCHANGE
        ? Check.problem(
            KEY_EXCHANGE,
            "The key exchange breaks off. Make missing host keys: ssh-keygen -A; and take settings"
                + " of KexAlgorithms, Ciphers and HostKeyAlgorithms out of /etc/ssh/sshd_config")
        : Check.unknown(KEY_EXCHANGE, NOT_REACHED);
  }

  private static Check key(Greeting greeting) {
    if (greeting == Greeting.OTHER_HOST_KEY) {
      return Check.problem(
          HOST_KEY,
          "The container shows another host key than before. If its host keys were made anew on"
              + " purpose, have the platform recreate the container; show them: ssh-keygen -lf"
              + " /etc/ssh/ssh_host_ed25519_key.pub");
    }
    return greeting == Greeting.OK ? Check.ok(HOST_KEY) : Check.unknown(HOST_KEY, NOT_REACHED);
  }
}
