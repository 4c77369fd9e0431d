package dev.postern.bench.mail;

import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Service;
import java.sql.SQLException;
import java.util.UUID;

/** What the baseline program writes down, step by step. */
final class BaselineRepository implements AutoCloseable {

  private final BaselineDatabase credentials;
  private final BaselineDatabase notifications;

  BaselineRepository(Instance instance) throws SQLException {
    credentials = new BaselineDatabase(instance, Service.CREDENTIAL, "generation");
    notifications = new BaselineDatabase(instance, Service.NOTIFICATION, "mail_job");
  }

  void requested(UUID id, String container, long generation) throws Exception {
    credentials.update(
        """
        INSERT INTO baseline.generation (id, container, generation, kind, state, requested_by,
          secret_wanted, login_refused, requested_at, apply_by, attempts, next_attempt_at)
        VALUES (?, ?, ?, 'RESET', 'REQUESTED', 'demo', true, false, now(), now() + '1 day', 0,
          now())
        """,
        id,
        container,
        generation);
  }

  void armed(UUID id, String hash, String secretRef, byte[] sealed) throws Exception {
    credentials.update(
        """
        UPDATE baseline.generation SET state = 'APPLYING', applying_at = now(), attempts = 1,
          leased_until = now() + '20 s', hash = ?, secret_ref = ?, sealed = ?, key_id = '1',
          secret_expires_at = now() + '3 days' WHERE id = ?
        """,
        hash,
        secretRef,
        sealed,
        id);
  }

  void applied(UUID id, String shadowDigest) throws Exception {
    credentials.update(
        """
        UPDATE baseline.generation SET state = 'APPLIED', proven_at = now(), applied_at = now(),
          proof = 'LOGIN', hash = NULL, shadow_digest = ?, leased_until = NULL,
          next_attempt_at = NULL WHERE id = ?
        """,
        shadowDigest,
        id);
  }

  void mailJob(UUID id, String container, long generation, String recipient) throws Exception {
    notifications.update(
        """
        INSERT INTO baseline.mail_job (id, event, kind, state, account, container, generation,
          secret_ref, facts, message_id, recipient, locale, attempts, happened_at, created_at,
          next_attempt_at, claimed_until, expires_at)
        VALUES (?, ?, 'PASSWORD_RESET', 'SENDING', 'demo', ?, ?, ?, '{}', ?, ?, 'en', 1, now(),
          now(), now(), now() + '90 s', now() + '3 days')
        """,
        id,
        id,
        container,
        generation,
        id.toString(),
        id.toString(),
        recipient);
  }

  void sent(UUID id) throws Exception {
    notifications.update(
        """
        UPDATE baseline.mail_job SET state = 'SENT', sent_at = now(), secret_released = true,
          claimed_until = NULL WHERE id = ?
        """,
        id);
  }

  void notified(UUID id) throws Exception {
    credentials.update(
        """
        UPDATE baseline.generation SET state = 'NOTIFIED', notified_at = now(),
          finished_at = now(), sealed = NULL, key_id = NULL WHERE id = ?
        """,
        id);
  }

  @Override
  public void close() throws SQLException {
    credentials.close();
    notifications.close();
  }
}
