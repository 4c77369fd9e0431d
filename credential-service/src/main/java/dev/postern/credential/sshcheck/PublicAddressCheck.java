package dev.postern.credential.sshcheck;

import static dev.postern.credential.sshcheck.Check.Name.PUBLIC_ADDRESS;

import dev.postern.credential.access.ProbeResult;
import dev.postern.credential.access.ProbeResult.Stage;
import dev.postern.events.containers.Address;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The check of each public address, by a connection as the owner makes it. */
final class PublicAddressCheck {

  private PublicAddressCheck() {}

  /**
   * @param probes in the order of the addresses
   */
  static Check of(List<Address> addresses, List<ProbeResult> probes) {
    String broken = list(addresses, probes, probe -> !probe.isOk() && !probe.late());
    if (!broken.isEmpty()) {
      return Check.problem(
          PUBLIC_ADDRESS,
          "No login at %s. Try from elsewhere: ssh -v root@%s; if the checks above are all right,"
                  .formatted(broken, addresses.get(0).address())
              + " detach the address and attach it again.");
    }
    String closed = list(addresses, probes, probe -> !probe.asksForPassword().orElse(true));
    if (!closed.isEmpty()) {
      return Check.problem(
          PUBLIC_ADDRESS,
          "sshd asks for no password at %s, where a Match block of /etc/ssh/sshd_config may say so."
                  .formatted(closed)
              + " Let it ask there: PasswordAuthentication yes.");
    }
    String late = list(addresses, probes, ProbeResult::late);
    return late.isEmpty()
        ? Check.ok(PUBLIC_ADDRESS)
        : Check.unknown(PUBLIC_ADDRESS, "Not answered in time: " + late + ". Try again.");
  }

  private static String list(
      List<Address> addresses, List<ProbeResult> probes, Predicate<ProbeResult> which) {
    return IntStream.range(0, addresses.size())
        .filter(i -> which.test(probes.get(i)))
        .mapToObj(i -> text(addresses.get(i), probes.get(i).stage()))
        .collect(Collectors.joining(", "));
  }

  private static String text(Address address, Stage stage) {
    String place = address.address() + " port " + address.port();
    return stage == Stage.OK ? place : place + " (" + stage + ")";
  }
}
