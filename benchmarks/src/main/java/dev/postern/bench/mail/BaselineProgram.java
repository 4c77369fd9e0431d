package dev.postern.bench.mail;

import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessSession;
import dev.postern.credential.access.Fence;
import dev.postern.credential.access.FenceAnswer;
import dev.postern.credential.access.ssh.SshAccess;
import dev.postern.credential.accesskeys.ManagementKey;
import dev.postern.credential.password.CryptHash;
import dev.postern.credential.password.Password;
import dev.postern.credential.password.PasswordGenerator;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Ports;
import dev.postern.local.secrets.InstanceSecrets;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What a reset needs and nothing else, one step after the other in the caller's thread: no events,
 * no queues, no second process. It does not survive a crash; it is the floor.
 */
final class BaselineProgram implements ResetRound.Resetting, AutoCloseable {

  private static final String TO = "demo@postern.test";

  private final BaselineRepository rows;
  private final Sealing sealing;
  private final SshAccess ssh;
  private final int smtpPort;
  private final PasswordGenerator passwords = new PasswordGenerator();
  private final Map<String, Long> generations = new ConcurrentHashMap<>();
  private final Map<String, SmtpClient> mail = new ConcurrentHashMap<>();

  BaselineProgram(Instance instance) throws Exception {
    InstanceSecrets secrets = new InstanceSecrets(instance.secrets());
    rows = new BaselineRepository(instance);
    sealing = new Sealing(secrets.sealing());
    BaselineAccessConfig access =
        new BaselineAccessConfig(
            secrets.management().privateFile(), secrets.gateway().publicFile());
    ssh = new SshAccess(access, new ManagementKey(access));
    ssh.start();
    smtpPort = new Ports(instance).smtp();
  }

  @Override
  public void reset(ResetContainer target) throws Exception {
    // The product's mark in the container is another id's, so that neither fences the other.
    String container = "cbaseline" + target.id();
    long generation = generations.merge(container, 1L, Long::sum);
    UUID id = UUID.randomUUID();
    rows.requested(id, container, generation);
    try (Password password = passwords.next()) {
      CryptHash hash = CryptHash.of(password);
      String secretRef = UUID.randomUUID().toString();
      String context = String.join("\n", secretRef, container, Long.toString(generation), "demo");
      byte[] sealed = sealing.seal(password.copy(), context);
      rows.armed(id, hash, secretRef, sealed);
      apply(target, new Fence(container, generation), hash, password);
      rows.applied(id, DigestUtils.sha256Hex(hash.value()));
      mail(target, id, generation, sealing.open(sealed, context));
      rows.notified(id);
    }
  }

  private void apply(ResetContainer target, Fence fence, CryptHash hash, Password password)
      throws AccessException {
    dev.postern.credential.access.Target place =
        new dev.postern.credential.access.Target(
            "ssh", target.host(), target.port(), null, target.hostKeys());
    try (AccessSession session = ssh.open(place)) {
      session.examine();
      FenceAnswer answer = session.applyHash(fence, hash);
      if (!session.readProof().equals(hash.value())) {
        throw new IllegalStateException("not set: " + answer);
      }
      ssh.login(place, password);
    }
  }

  private void mail(ResetContainer target, UUID id, long generation, byte[] password)
      throws Exception {
    rows.mailJob(id, target.id(), generation, TO);
    String message = BaselineMail.of(target, TO, new String(password, StandardCharsets.US_ASCII));
    connection(target).send("postern@postern.test", TO, message);
    rows.sent(id);
  }

  private SmtpClient connection(ResetContainer target) throws Exception {
    SmtpClient open = mail.get(target.id());
    if (open != null && !open.isStale()) {
      return open;
    }
    if (open != null) {
      open.close();
    }
    SmtpClient fresh = new SmtpClient("127.0.0.1", smtpPort);
    mail.put(target.id(), fresh);
    return fresh;
  }

  @Override
  public void close() throws Exception {
    for (SmtpClient connection : mail.values()) {
      connection.close();
    }
    ssh.stop();
    rows.close();
  }
}
