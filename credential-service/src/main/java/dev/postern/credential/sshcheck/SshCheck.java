package dev.postern.credential.sshcheck;

import static dev.postern.credential.sshcheck.Check.Name.MANAGEMENT_LOGIN;
import static dev.postern.credential.sshcheck.Check.Name.PUBLIC_ADDRESS;

import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessSession;
import dev.postern.credential.access.Adapters;
import dev.postern.credential.access.ContainerAccess;
import dev.postern.credential.access.ProbeResult;
import dev.postern.credential.access.Target;
import dev.postern.credential.container.ContainerDetails;
import dev.postern.events.containers.Address;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Looks at everything that a login to a container needs. Blocks. */
@ApplicationScoped
public class SshCheck {

  private final Adapters adapters;

  SshCheck(Adapters adapters) {
    this.adapters = adapters;
  }

  /**
   * @param addresses the public ones
   * @param pending whether a password is being set
   */
  public SshCheckView of(ContainerDetails container, List<Address> addresses, boolean pending) {
    return adapters
        .named(container.target().adapter())
        .map(access -> SshCheckView.of(checks(access, container, addresses, pending)))
        .orElseGet(SshCheck::noAdapter);
  }

  private static SshCheckView noAdapter() {
    return SshCheckView.of(
        List.of(Check.unknown(MANAGEMENT_LOGIN, "This service has no adapter for it.")));
  }

  private static List<Check> checks(
      ContainerAccess access,
      ContainerDetails container,
      List<Address> addresses,
      boolean pending) {
    Target target = container.target();
    ProbeResult probeResult = access.probe(target.host(), target.port(), target.hostKeys());
    List<Check> checks = new ArrayList<>(ProbeChecks.of(probeResult, target.port()));
    checks.addAll(inside(access, target, probeResult, pending));
    checks.add(outside(access, target.hostKeys(), addresses));
    return checks;
  }

  private static List<Check> inside(
      ContainerAccess access, Target target, ProbeResult probeResult, boolean pending) {
    try (AccessSession session = access.open(target)) {
      return InsideChecks.of(
          session.diagnose(), probeResult.asksForPassword(), pending, target.port());
    } catch (AccessException e) {
      return InsideChecks.unseen(e);
    }
  }

  private static Check outside(
      ContainerAccess access, List<String> hostKeys, List<Address> addresses) {
    if (addresses.isEmpty()) {
      return Check.unknown(
          PUBLIC_ADDRESS, "The container has no public address: log in through the gateway.");
    }
    List<ProbeResult> probes =
        addresses.stream()
            .map(address -> access.probe(address.address(), address.port(), hostKeys))
            .toList();
    return PublicAddressCheck.of(addresses, probes);
  }
}
