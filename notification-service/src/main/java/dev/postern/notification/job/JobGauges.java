package dev.postern.notification.job;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** How many jobs stand where, and how long the oldest has waited to be sent. */
@Startup
@ApplicationScoped
class JobGauges {

  private static final String COUNTS =
      """
      SELECT state, count(*), min(created_at) FROM mail_job
      WHERE state IN ('PENDING', 'NO_CONTACT', 'SENDING', 'FAILED') GROUP BY state
      """;

  private final Map<JobState, AtomicLong> jobs = new EnumMap<>(JobState.class);
  private final AtomicLong oldestSeconds = new AtomicLong();

  JobGauges(MeterRegistry metrics) {
    for (JobState state :
        List.of(JobState.PENDING, JobState.NO_CONTACT, JobState.SENDING, JobState.FAILED)) {
      jobs.put(state, new AtomicLong());
      metrics.gauge("postern.mail.jobs", List.of(Tag.of("state", state.name())), jobs.get(state));
    }
    metrics.gauge("postern.mail.oldest.seconds", oldestSeconds);
  }

  @Scheduled(every = "15s", delayed = "3s")
  Uni<Void> measure() {
    return Panache.withSession(
            () ->
                Panache.getSession()
                    .chain(session -> session.<Object[]>createNativeQuery(COUNTS).getResultList()))
        .invoke(this::show)
        .replaceWithVoid()
        .onFailure()
        .recoverWithNull();
  }

  private void show(List<Object[]> rows) {
    jobs.values().forEach(count -> count.set(0));
    oldestSeconds.set(0);
    for (Object[] row : rows) {
      JobState state = JobState.valueOf((String) row[0]);
      jobs.get(state).set(((Number) row[1]).longValue());
      if (state == JobState.PENDING || state == JobState.SENDING) {
        long age = Duration.between(momentOf(row[2]), Instant.now()).toSeconds();
        oldestSeconds.accumulateAndGet(age, Math::max);
      }
    }
  }

  private static Instant momentOf(Object value) {
    return value instanceof Instant instant ? instant : ((OffsetDateTime) value).toInstant();
  }
}
