package dev.postern.credential.inspection;

import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessSession;
import dev.postern.credential.access.Adapters;
import dev.postern.credential.access.ContainerAccess;
import dev.postern.credential.access.ProbeResult;
import dev.postern.credential.access.Target;
import dev.postern.credential.accesskeys.AccessKeys;
import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.sshcheck.SshCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.jboss.logging.Logger;

/** One inspection. Blocks. */
@ApplicationScoped
class Inspection {

  private static final Logger LOG = Logger.getLogger(Inspection.class);

  private final Adapters adapters;
  private final AccessKeys accessKeys;
  private final SshCheck sshCheck;

  Inspection(Adapters adapters, AccessKeys accessKeys, SshCheck sshCheck) {
    this.adapters = adapters;
    this.accessKeys = accessKeys;
    this.sshCheck = sshCheck;
  }

  InspectionResult of(ContainerDetails container) {
    return adapters
        .named(container.target().adapter())
        .map(access -> of(container, access))
        .orElse(InspectionResult.UNSEEN);
  }

  private InspectionResult of(ContainerDetails container, ContainerAccess access) {
    Target target = container.target();
    ProbeResult probeResult = access.probe(target.host(), target.port(), target.hostKeys());
    return probeResult.isOk()
        ? inside(container, access)
        : InspectionResult.unreachable(sshCheck.of(container, List.of(), false).problems());
  }

  private InspectionResult inside(ContainerDetails container, ContainerAccess access) {
    try (AccessSession session = access.open(container.target())) {
      return new InspectionResult(
          true, writeKeys(container, session), passwordDigest(session), List.of());
    } catch (AccessException e) {
      LOG.infof(
          "Inspection ended early container=%s account=%s reason=%s",
          container.id(), container.account(), e.reason());
      return InspectionResult.NOTHING;
    }
  }

  private String writeKeys(ContainerDetails container, AccessSession session)
      throws AccessException {
    String file = accessKeys.file();
    String digest = AccessKeys.digest(file);
    if (!digest.equals(container.setup().accessKeysDigest())) {
      session.writeAccessKeys(file);
      LOG.infof("Wrote access keys container=%s account=%s", container.id(), container.account());
    }
    return digest;
  }

  private static String passwordDigest(AccessSession session) throws AccessException {
    return DigestUtils.sha256Hex(session.readProof());
  }
}
