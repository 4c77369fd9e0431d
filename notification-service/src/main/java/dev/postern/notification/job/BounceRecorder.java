package dev.postern.notification.job;

import dev.postern.events.notifications.MailBounced;
import dev.postern.outbox.OutboxEmitter;
import dev.postern.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Records that a mail which was sent came back. */
@ApplicationScoped
public class BounceRecorder {

  private static final Logger LOG = Logger.getLogger(BounceRecorder.class);

  private final OutboxEmitter outbox;

  BounceRecorder(OutboxEmitter outbox) {
    this.outbox = outbox;
  }

  /**
   * The same bounce again changes nothing.
   *
   * @param status the enhanced status code, such as {@code 5.1.1}
   * @param reason a word such as {@code MAILBOX_UNKNOWN}
   * @return whether it is about a mail that was sent
   */
  public Uni<Boolean> bounced(UUID id, String status, String reason) {
    return Panache.withTransaction(
        () ->
            Panache.getSession()
                .chain(session -> session.find(MailJob.class, id, LockModeType.PESSIMISTIC_WRITE))
                .chain(job -> markBounced(job, status, reason)));
  }

  private Uni<Boolean> markBounced(MailJob job, String status, String reason) {
    if (job != null && (job.state == JobState.SENDING || job.state == JobState.PENDING)) {
      throw Problem.unavailable("This mail is still being sent; hand its bounce in again.");
    }
    if (job == null || job.state != JobState.SENT) {
      return Uni.createFrom().item(job != null && job.state == JobState.BOUNCED);
    }
    job.settle(JobState.BOUNCED, reason);
    LOG.infof(
        "Bounced kind=%s container=%s account=%s generation=%d reason=%s",
        job.kind, job.container, job.account, job.generation, reason);
    return tell(job, status, reason).replaceWith(true);
  }

  private Uni<Void> tell(MailJob job, String status, String reason) {
    return job.kind.carriesSecret()
        ? outbox.send(
            new MailBounced(job.container, job.account, job.generation, job.event, status, reason))
        : Uni.createFrom().voidItem();
  }
}
