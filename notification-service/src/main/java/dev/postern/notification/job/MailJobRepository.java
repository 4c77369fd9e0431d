package dev.postern.notification.job;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.postern.outbox.CurrentTrace;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Takes in what is to be mailed. Every method joins the caller's transaction, so that an event's id
 * and its job are stored together or not at all.
 */
@ApplicationScoped
public class MailJobRepository {

  private static final String REMEMBER_GENERATION =
      """
      INSERT INTO container_generation AS known (container, latest) VALUES (:container, :generation)
      ON CONFLICT (container) DO UPDATE SET latest = greatest(known.latest, excluded.latest)
      """;

  private static final String MOVED_ANSWERS =
      """
      UPDATE mail_job
      SET facts = CAST(CAST(facts AS jsonb) || jsonb_build_object('port', CAST(:port AS integer)) AS text),
          next_attempt_at = now()
      WHERE kind = 'PUBLIC_IP_MOVED' AND container = :container AND about = :address
        AND state IN ('PENDING', 'NO_CONTACT') AND attempts = 0
      """;

  private final String messageIdDomain;

  MailJobRepository(@ConfigProperty(name = "quarkus.mailer.from") String from) {
    messageIdDomain = domainOf(from);
  }

  /**
   * A mail that is due at once. Where it has a password: a generation that has a job gets no second
   * one, one that is not the newest is stored as superseded, and what it replaces is not mailed any
   * more.
   */
  public Uni<Void> add(NewJob wanted) {
    return wanted.password() == null ? add(wanted, Duration.ZERO) : addCredentials(wanted);
  }

  /**
   * A mail without a password.
   *
   * @param hold how long it waits, for what may make it needless
   */
  public Uni<Void> add(NewJob wanted, Duration hold) {
    MailJob job = jobOf(wanted);
    job.nextAttemptAt = job.createdAt.plus(hold);
    return Panache.getSession()
        .chain(
            session ->
                isToldOf(session, wanted).chain(told -> told ? nothing() : session.persist(job)));
  }

  /** One event is mailed once, also where the ids of handled events were lost. */
  private static Uni<Boolean> isToldOf(Mutiny.Session session, NewJob wanted) {
    return session
        .createQuery(
            "select count(*) from MailJob where event = :event and kind = :kind", Long.class)
        .setParameter("event", wanted.event())
        .setParameter("kind", wanted.kind())
        .getSingleResult()
        .map(count -> count > 0);
  }

  /**
   * A moved address answers: the mail of the move says where, and is due.
   *
   * @return false where no such mail waits
   */
  public Uni<Boolean> movedAnswers(String container, String address, int port) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(MOVED_ANSWERS)
                    .setParameter("container", container)
                    .setParameter("address", address)
                    .setParameter("port", port)
                    .executeUpdate())
        .map(told -> told > 0);
  }

  /** The container is gone: what is not sent yet is obsolete. */
  public Uni<Void> dropContainer(String container) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        """
                        INSERT INTO container_generation (container, latest, deleted)
                        VALUES (:container, 0, true)
                        ON CONFLICT (container) DO UPDATE SET deleted = true
                        """)
                    .setParameter("container", container)
                    .executeUpdate()
                    .chain(() -> KnownContainer.forget(session, container))
                    .chain(
                        () ->
                            settleOpenJobs(
                                session, container, 0, Long.MAX_VALUE, JobState.OBSOLETE))
                    .replaceWithVoid());
  }

  /** The account has an address now: its waiting jobs are due. */
  public Uni<Void> contactKnown(String account) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        """
                        UPDATE mail_job SET state = 'PENDING', next_attempt_at = now()
                        WHERE account = :account AND state = 'NO_CONTACT'
                        """)
                    .setParameter("account", account)
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** How many mails of this kind the account asked for since then. */
  public Uni<Long> countSince(String account, MailKind kind, Instant since) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(
                        "select count(*) from MailJob where account = :account and kind = :kind"
                            + " and createdAt > :since",
                        Long.class)
                    .setParameter("account", account)
                    .setParameter("kind", kind)
                    .setParameter("since", since)
                    .getSingleResult());
  }

  private Uni<Void> addCredentials(NewJob wanted) {
    return Panache.getSession()
        .chain(
            session ->
                rememberGeneration(session, wanted)
                    .chain(() -> isKnown(session, wanted))
                    .chain(known -> known ? nothing() : addUnknown(session, wanted)));
  }

  private static Uni<Void> rememberGeneration(Mutiny.Session session, NewJob wanted) {
    return session
        .createNativeQuery(REMEMBER_GENERATION)
        .setParameter("container", wanted.container())
        .setParameter("generation", wanted.generation())
        .executeUpdate()
        .replaceWithVoid();
  }

  private static Uni<Boolean> isKnown(Mutiny.Session session, NewJob wanted) {
    return session
        .createQuery(
            "select count(*) from MailJob where container = :container and generation = :generation",
            Long.class)
        .setParameter("container", wanted.container())
        .setParameter("generation", wanted.generation())
        .getSingleResult()
        .map(count -> count > 0);
  }

  private Uni<Void> addUnknown(Mutiny.Session session, NewJob wanted) {
    MailJob job = jobOf(wanted);
    return ContainerGeneration.of(session, wanted.container())
        .invoke(newest -> newest.settleIfOver(job, job.createdAt))
        .chain(() -> session.persist(job))
        .chain(
            () ->
                settleOpenJobs(
                    session, wanted.container(), 1, wanted.generation(), JobState.SUPERSEDED));
  }

  private static Uni<Void> settleOpenJobs(
      Mutiny.Session session, String container, long from, long below, JobState end) {
    return session
        .createNativeQuery(
            """
            UPDATE mail_job SET state = :end
            WHERE container = :container AND generation >= :from AND generation < :below
              AND state IN ('PENDING', 'NO_CONTACT', 'FAILED')
            """)
        .setParameter("end", end.name())
        .setParameter("container", container)
        .setParameter("from", from)
        .setParameter("below", below)
        .executeUpdate()
        .replaceWithVoid();
  }

  private MailJob jobOf(NewJob wanted) {
    MailJob job = new MailJob();
    job.id = UuidCreator.getTimeOrderedEpoch();
    job.event = wanted.event();
    job.kind = wanted.kind();
    job.state = JobState.PENDING;
    job.account = wanted.about().account();
    job.container = wanted.container();
    job.about = wanted.about().address();
    job.generation = wanted.generation();
    job.secretRef = wanted.password() == null ? null : wanted.password().secretRef();
    job.facts = wanted.facts();
    job.messageId = "<" + job.id + "@" + messageIdDomain + ">";
    if (wanted.recipient() != null) {
      job.addressTo(wanted.recipient());
    }
    job.happenedAt = wanted.happenedAt();
    job.createdAt = Instant.now();
    job.nextAttemptAt = job.createdAt;
    job.expiresAt = wanted.expiresAt();
    job.traceParent = CurrentTrace.parent();
    return job;
  }

  private static String domainOf(String from) {
    return from.substring(from.lastIndexOf('@') + 1).replace(">", "").strip();
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
