package dev.postern.notification.job;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What is known of a container when one of its jobs is looked at: the newest password that an event
 * told of, and whether the container is gone.
 */
record ContainerGeneration(long latest, boolean deleted) {

  private static final ContainerGeneration UNKNOWN = new ContainerGeneration(0, false);

  static Uni<ContainerGeneration> of(Mutiny.Session session, String container) {
    if (container == null) {
      return Uni.createFrom().item(UNKNOWN);
    }
    return session
        .<Object[]>createNativeQuery(
            "SELECT latest, deleted FROM container_generation WHERE container = :container")
        .setParameter("container", container)
        .getSingleResultOrNull()
        .map(
            row ->
                row == null
                    ? UNKNOWN
                    : new ContainerGeneration(((Number) row[0]).longValue(), (Boolean) row[1]));
  }

  /** Ends a job that must not be sent any more; leaves any other as it is. */
  void settleIfOver(MailJob job, Instant now) {
    endOf(job, now).ifPresent(end -> job.settle(end.state(), end.reason()));
  }

  /** Whether a job must not be sent any more. */
  boolean isOver(MailJob job, Instant now) {
    return endOf(job, now).isPresent();
  }

  private Optional<End> endOf(MailJob job, Instant now) {
    if (deleted) {
      return Optional.of(new End(JobState.OBSOLETE, "CONTAINER_DELETED"));
    }
    if (job.kind.carriesSecret() && job.generation < latest) {
      return Optional.of(new End(JobState.SUPERSEDED, "NEWER_PASSWORD"));
    }
    if (!job.expiresAt.isAfter(now)) {
      boolean waited = job.state == JobState.NO_CONTACT;
      return Optional.of(new End(JobState.EXPIRED, waited ? "NO_CONTACT" : "SECRET_EXPIRED"));
    }
    return Optional.empty();
  }

  private record End(JobState state, String reason) {}
}
