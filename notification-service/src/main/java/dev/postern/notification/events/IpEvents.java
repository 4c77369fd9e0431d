package dev.postern.notification.events;

import dev.postern.events.Event;
import dev.postern.events.EventJson;
import dev.postern.events.ips.PublicIpAttached;
import dev.postern.events.ips.PublicIpDetached;
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
 * A container's owner is told of each address that comes or goes. What the mail with the first
 * password tells anyhow, and what a deletion takes along, is found out when the mail is due.
 */
@ApplicationScoped
class IpEvents {

  private final IdempotentConsumer consumer;
  private final MailJobs jobs;
  private final NewsConfig config;

  IpEvents(IdempotentConsumer consumer, MailJobs jobs, NewsConfig config) {
    this.consumer = consumer;
    this.jobs = jobs;
    this.config = config;
  }

  @Incoming("ips")
  Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumer.consume(record, this::handle);
  }

  private Uni<Void> handle(Event<?> event) {
    if (event.data() instanceof PublicIpAttached attached) {
      return add(event, MailKind.PUBLIC_IP_ATTACHED, PublicIpFacts.of(attached));
    }
    if (event.data() instanceof PublicIpDetached detached) {
      return add(event, MailKind.PUBLIC_IP_DETACHED, PublicIpFacts.of(detached));
    }
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> add(Event<?> event, MailKind kind, PublicIpFacts facts) {
    NewJob job = News.job(event, kind, facts.account(), facts.container(), EventJson.write(facts));
    return jobs.addNews(job, facts.address(), config.addressHold());
  }
}
