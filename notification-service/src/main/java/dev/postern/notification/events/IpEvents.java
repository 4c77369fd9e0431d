package dev.postern.notification.events;

import dev.postern.events.Event;
import dev.postern.events.EventJson;
import dev.postern.events.ips.PublicIpAttached;
import dev.postern.events.ips.PublicIpMoved;
import dev.postern.notification.job.KnownContainerRepository;
import dev.postern.notification.job.MailJobRepository;
import dev.postern.notification.job.NewJob;
import dev.postern.notification.mail.PublicIpFacts;
import dev.postern.outbox.IdempotentConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * A container's owner gets a notice of each address that is attached, detached or moved. Whether
 * the mail with the first password or a deletion makes it needless is found out when it is due.
 */
@ApplicationScoped
class IpEvents {

  private final IdempotentConsumer consumer;
  private final MailJobRepository jobs;
  private final KnownContainerRepository known;
  private final NoticeMailConfig config;

  IpEvents(
      IdempotentConsumer consumer,
      MailJobRepository jobs,
      KnownContainerRepository known,
      NoticeMailConfig config) {
    this.consumer = consumer;
    this.jobs = jobs;
    this.known = known;
    this.config = config;
  }

  @Incoming("ips")
  Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumer.consume(record, this::handle);
  }

  private Uni<Void> handle(Event<?> event) {
    if (event.data() instanceof PublicIpAttached attached) {
      return attached(event, attached);
    }
    if (event.data() instanceof PublicIpMoved moved) {
      return moved(event, moved);
    }
    return add(EventMails.of(event));
  }

  /** A moved address that answers is told in the mail of the move, unless that has left. */
  private Uni<Void> attached(Event<?> event, PublicIpAttached attached) {
    return jobs.movedAnswers(attached.container(), attached.address(), attached.port())
        .chain(told -> told ? Uni.createFrom().voidItem() : add(EventMails.of(event)));
  }

  /** The name is looked up now: the container that had the address may be deleted soon. */
  private Uni<Void> moved(Event<?> event, PublicIpMoved moved) {
    return known
        .nameOf(moved.previousContainer())
        .map(name -> EventJson.write(PublicIpFacts.of(moved).movedFrom(name)))
        .chain(facts -> add(EventMails.of(event).map(job -> job.withFacts(facts))));
  }

  private Uni<Void> add(Optional<NewJob> mail) {
    return mail.map(job -> jobs.add(job, config.addressHold()))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }
}
