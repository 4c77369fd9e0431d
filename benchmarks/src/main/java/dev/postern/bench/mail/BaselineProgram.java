package dev.postern.bench.mail;

import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Ports;
import dev.postern.local.secrets.InstanceSecrets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.Sha2Crypt;

/**
 * What a reset needs and nothing else, one step after the other in the caller's thread: no events,
 * no queues, no second process. It does not survive a crash; it is the floor.
 */
final class BaselineProgram implements ResetRound.Resetting, AutoCloseable {

  private static final String TO = "demo@postern.test";
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int PASSWORD_LENGTH = 29;

  private final SecureRandom random = new SecureRandom();
  private final BaselineRepository rows;
  private final Sealing sealing;
  private final BaselineContainerAccess access;
  private final int smtpPort;
  private final Map<String, Long> generations = new ConcurrentHashMap<>();
  private final Map<String, SmtpClient> mail = new ConcurrentHashMap<>();

  BaselineProgram(Instance instance) throws Exception {
    InstanceSecrets secrets = new InstanceSecrets(instance.secrets());
    rows = new BaselineRepository(instance);
    sealing = new Sealing(secrets.sealing());
    access = new BaselineContainerAccess(secrets.management().privateFile());
    smtpPort = new Ports(instance).smtp();
  }

  @Override
  public void reset(ResetContainer target) throws Exception {
    long generation = generations.merge(target.id(), 1L, Long::sum);
    UUID id = UUID.randomUUID();
    rows.requested(id, target.id(), generation);
    String password = newPassword();
    byte[] ascii = password.getBytes(StandardCharsets.US_ASCII);
    String hash = Sha2Crypt.sha512Crypt(ascii.clone());
    String secretRef = UUID.randomUUID().toString();
    String context = String.join("\n", secretRef, target.id(), Long.toString(generation), "demo");
    byte[] sealed = sealing.seal(ascii, context);
    rows.armed(id, hash, secretRef, sealed);
    access.apply(target, generation, hash, password);
    rows.applied(id, DigestUtils.sha256Hex(hash));
    mail(target, id, generation, sealing.open(sealed, context));
    rows.notified(id);
  }

  /** As long as the product's. */
  private String newPassword() {
    return random
        .ints(PASSWORD_LENGTH, 0, ALPHABET.length())
        .mapToObj(i -> ALPHABET.substring(i, i + 1))
        .collect(Collectors.joining());
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
    access.close();
    rows.close();
  }
}
