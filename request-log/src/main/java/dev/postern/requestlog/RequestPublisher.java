package dev.postern.requestlog;

import dev.postern.directpublisher.DirectPublisher;
import dev.postern.directpublisher.SampleRate;
import dev.postern.events.Actor;
import dev.postern.events.EventData;
import dev.postern.events.requests.RequestDenied;
import dev.postern.events.requests.RequestMade;
import dev.postern.outbox.CurrentTrace;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Publishes requests, with the trace that the events of each have too. Not through the outbox: a
 * request that changed nothing has no transaction, and what is denied must not cost one.
 */
@ApplicationScoped
class RequestPublisher {

  private final String service;
  private final DirectPublisher publisher;
  private final SampleRate<Integer> denials = new SampleRate<>();

  RequestPublisher(
      @ConfigProperty(name = "quarkus.application.name") String service,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.service = service;
    publisher = new DirectPublisher(service, "requests", kafka);
  }

  @PreDestroy
  void close() {
    publisher.close();
  }

  /**
   * @param target null where the path names none
   * @param source IP address of the client
   * @param actor null without a token
   */
  void publish(
      Outcome outcome, String operation, String target, String source, int status, Actor actor) {
    String account = actor == null ? null : actor.account();
    String subject = actor == null ? null : actor.subject();
    if (outcome != Outcome.DENIED) {
      send(new RequestMade(service, operation, target, account, subject, source, status), actor);
      return;
    }
    denials
        .take(status)
        .ifPresent(
            unpublished ->
                send(
                    new RequestDenied(
                        service, operation, target, account, subject, source, status, unpublished),
                    actor));
  }

  private void send(EventData event, Actor actor) {
    publisher.publish(event, CurrentTrace.parent(), actor);
  }
}
