package dev.postern.notification.mail;

import dev.postern.problem.Printable;
import java.util.List;

/**
 * The part of a mail that says which container it is about and how to log in there.
 *
 * @param environment may be empty
 * @param ssh the line to copy into a terminal
 * @param viaGateway whether that line leads through the gateway, because the container has no
 *     public address
 * @param hostKeys fingerprints that ssh shows at the container's public address; may be empty
 */
record ContainerAccess(
    String name,
    String environment,
    String container,
    String ssh,
    boolean viaGateway,
    List<String> hostKeys) {

  static ContainerAccess of(CredentialsFacts facts, GatewayConfig gateway) {
    var direct = SshLine.direct(facts);
    return new ContainerAccess(
        Printable.line(facts.name()),
        Printable.line(facts.environment()),
        Printable.line(facts.container()),
        direct.orElseGet(() -> SshLine.throughGateway(facts, gateway)),
        direct.isEmpty(),
        facts.hostKeys().stream().map(Printable::line).toList());
  }
}
