package dev.postern.gateway.audit;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.postern.directpublisher.DirectPublisher;
import dev.postern.directpublisher.SampleRate;
import dev.postern.events.Actor;
import dev.postern.events.EventData;
import dev.postern.events.TraceParent;
import dev.postern.events.sessions.LoginRefused;
import dev.postern.gateway.login.Refusal;
import dev.postern.keytable.RegisteredKey;
import java.util.Map;
import java.util.UUID;

/**
 * Publishes session events. What does not fit while Kafka is away is dropped and counted: the
 * gateway serves on, and says how much of its log is missing.
 */
public final class AuditPublisher implements AutoCloseable {

  private final DirectPublisher publisher;
  private final SampleRate<LoginRefused.Reason> refusals = new SampleRate<>();

  /**
   * @param kafka how the brokers are reached and trusted: the deployment's {@code kafka.*} settings
   */
  public AuditPublisher(Map<String, Object> kafka) {
    publisher = new DirectPublisher("ssh-gateway", "sessions", kafka);
  }

  /**
   * Publishes an event of a session.
   *
   * @param trace the session's id, which all its events have
   */
  public void publish(EventData event, UUID trace) {
    publish(event, trace, null);
  }

  /**
   * As {@link #publish(EventData, UUID)}, of a session that a request opened.
   *
   * @param actor who sent it; null where no token says so
   */
  public void publish(EventData event, UUID trace, Actor actor) {
    publisher.publish(event, TraceParent.unsampled(trace), actor);
  }

  /** A login was refused after its key was proven. */
  public void refused(Refusal refusal, RegisteredKey key, String source) {
    refused(refusal, key.account(), key.fingerprint().toString(), source);
  }

  /** As {@link #refused(Refusal, RegisteredKey, String)}; the fingerprint is null without a key. */
  public void refused(Refusal refusal, String account, String fingerprint, String source) {
    refused(refusal.reason(), refusal.container(), account, fingerprint, source);
  }

  /** A login was refused; published at a bounded rate. */
  public void refused(
      LoginRefused.Reason reason,
      String container,
      String account,
      String fingerprint,
      String source) {
    refusals
        .take(reason)
        .ifPresent(
            unpublished ->
                publish(
                    new LoginRefused(container, account, fingerprint, source, reason, unpublished),
                    UuidCreator.getTimeOrderedEpoch()));
  }

  /** Events that were lost because Kafka was away for too long. */
  public long dropped() {
    return publisher.dropped();
  }

  @Override
  public void close() {
    publisher.close();
  }
}
