package dev.postern.notification.events;

import dev.postern.events.Event;
import dev.postern.events.EventJson;
import dev.postern.events.ips.PublicIpAttached;
import dev.postern.events.ips.PublicIpDetached;
import dev.postern.events.ips.PublicIpMoved;
import dev.postern.notification.job.KnownContainers;
import dev.postern.notification.job.MailJobs;
import dev.postern.notification.job.MailKind;
import dev.postern.notification.job.NewJob;
import dev.postern.notification.mail.PublicIpFacts;
import dev.postern.outbox.IdempotentConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * A container's owner is told of each address that comes, goes or moves. What the mail with the
 * first password tells anyhow, and what a deletion takes along, is found out when the mail is due.
 */
@ApplicationScoped
class IpEvents {

  private final IdempotentConsumer consumer;
  private final MailJobs jobs;
  private final KnownContainers known;
  private final NoticeMailConfig config;

  IpEvents(IdempotentConsumer consumer, MailJobs jobs, KnownContainers known, NoticeMailConfig config) {
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
      return attached(event, PublicIpFacts.of(attached));
    }
    if (event.data() instanceof PublicIpDetached detached) {
      return add(event, MailKind.PUBLIC_IP_DETACHED, PublicIpFacts.of(detached));
    }
    if (event.data() instanceof PublicIpMoved moved) {
      return known
          .nameOf(moved.previousContainer())
          .chain(
              previous -> add(event, MailKind.PUBLIC_IP_MOVED, PublicIpFacts.of(moved, previous)));
    }
    return Uni.createFrom().voidItem();
  }

  /** A moved address that answers is told in the mail of the move, unless that has left. */
  private Uni<Void> attached(Event<?> event, PublicIpFacts facts) {
    return jobs.movedAnswers(facts.container(), facts.address(), facts.port())
        .chain(
            told ->
                told
                    ? Uni.createFrom().voidItem()
                    : add(event, MailKind.PUBLIC_IP_ATTACHED, facts));
  }

  private Uni<Void> add(Event<?> event, MailKind kind, PublicIpFacts facts) {
    NewJob job = News.job(event, kind, facts.account(), facts.container(), EventJson.write(facts));
    return jobs.addNotice(job, facts.address(), config.addressHold());
  }
}
