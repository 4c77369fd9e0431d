package dev.postern.credential.credential;

import dev.postern.credential.access.Fence;
import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.Containers;
import dev.postern.credential.password.CryptHash;
import dev.postern.credential.publishing.Publisher;
import dev.postern.events.containers.PasswordDrifted;
import dev.postern.events.containers.PasswordResetRequested;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Passwords of containers, for the other features; all within the caller's transaction. */
@ApplicationScoped
public class Credentials {

  private static final Logger LOG = Logger.getLogger(Credentials.class);

  private final GenerationRepository generations;
  private final Containers containers;
  private final GenerationOutcomes generationOutcomes;
  private final Publisher publisher;
  private final ApplyingConfig config;
  private final Clock clock = Clock.systemUTC();

  Credentials(
      GenerationRepository generations,
      Containers containers,
      GenerationOutcomes generationOutcomes,
      Publisher publisher,
      ApplyingConfig config) {
    this.generations = generations;
    this.containers = containers;
    this.generationOutcomes = generationOutcomes;
    this.publisher = publisher;
    this.config = config;
  }

  /**
   * Requests a password. The caller holds the container's row lock, and wakes the {@link
   * AttemptWorker} after the commit.
   */
  public Uni<CredentialView> request(CredentialRequest asked) {
    CredentialRequest request = asked.announced();
    ContainerDetails details = request.container();
    return containers
        .countGeneration(details.id())
        .chain(number -> store(request, number))
        .call(generation -> announce(request, generation))
        .map(Generation::view);
  }

  private Uni<Generation> store(CredentialRequest request, long number) {
    Instant now = clock.instant();
    return generations.persistAndFlush(
        new Generation(request, number, now, now.plus(config.deadline())));
  }

  private Uni<Void> announce(CredentialRequest request, Generation generation) {
    if (request.cause() != GenerationCause.RESET) {
      return Uni.createFrom().voidItem();
    }
    ContainerDetails details = request.container();
    Uni<Void> requested =
        publisher.publish(
            request.event(),
            new PasswordResetRequested(
                details.id(),
                details.account(),
                generation.number(),
                request.batch(),
                request.requestedBy()));
    return details.runs()
        ? requested
        : requested.chain(
            () -> generationOutcomes.failed(generation, details, Reasons.CONTAINER_STOPPED));
  }

  /** The latest password of each container, by container. */
  public Uni<Map<String, CredentialView>> latest(List<String> ids) {
    return generations
        .latest(ids)
        .map(
            rows ->
                rows.stream()
                    .map(Generation::view)
                    .collect(Collectors.toMap(CredentialView::container, Function.identity())));
  }

  public Uni<List<CredentialView>> ofBatch(String batch) {
    return generations.ofBatch(batch).map(rows -> rows.stream().map(Generation::view).toList());
  }

  /** When resets of a container were requested since then, oldest first. */
  public Uni<List<Instant>> resetsSince(String container, Instant since) {
    return generations.resetsAfter(container, since);
  }

  /**
   * The reset that was asked for by an account as the {@code most}-th last since then.
   *
   * @return empty where there were fewer
   */
  public Uni<Optional<Instant>> resetAskedBy(String account, Instant since, int most) {
    return generations.resetAskedBy(account, since, most).map(Optional::ofNullable);
  }

  /** The same for resets of the containers that an account owns. */
  public Uni<Optional<Instant>> resetOfTenant(String account, Instant since, int most) {
    return generations.resetOfTenant(account, since, most).map(Optional::ofNullable);
  }

  /** Waits for the other transactions in which the account asks for resets. */
  public Uni<Void> queueResetsOf(String account) {
    return generations.queueResetsOf(account);
  }

  /** What an unfinished password waits for is there: it is tried now. */
  public Uni<Void> retryNow(String container, long generation) {
    return generations
        .number(container, generation)
        .invoke(
            row -> {
              if (row != null && row.view().state().isUnfinished()) {
                row.retrySchedule().retryNow(clock.instant());
              }
            })
        .replaceWithVoid();
  }

  /** Its mail was accepted. A password that is past this state stays as it is. */
  public Uni<Void> notified(String container, long generation) {
    return generations
        .number(container, generation)
        .invoke(
            row -> {
              if (row != null && row.canBecome(GenerationState.NOTIFIED)) {
                row.notified(clock.instant());
                Failpoint.NOTIFYING.reached();
              }
            })
        .replaceWithVoid();
  }

  public Uni<Void> notifyFailed(String container, long generation, String reason) {
    return generations
        .number(container, generation)
        .invoke(
            row -> {
              if (row != null && row.canBecome(GenerationState.NOTIFY_FAILED)) {
                row.notifyFailed(reason);
              }
            })
        .replaceWithVoid();
  }

  /**
   * Checks whether root's password is still the one that was set last. A difference is published
   * once and never changed back: it was made on purpose. The caller holds the container's row lock.
   *
   * @param digest SHA-256 of the shadow field, hexadecimal
   */
  public Uni<Void> compare(ContainerDetails details, String digest) {
    return generations
        .inEffect(details.id())
        .chain(
            row ->
                row != null && row.hasDrifted(digest, clock.instant())
                    ? drifted(details, row)
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> drifted(ContainerDetails details, Generation row) {
    LOG.infof(
        "Drifted container=%s account=%s generation=%d",
        details.id(), details.account(), row.number());
    return publisher.publish(
        new PasswordDrifted(
            details.id(),
            details.account(),
            details.name(),
            details.placement().environment(),
            row.number(),
            clock.instant()));
  }

  /**
   * The present password of a container whose files do not survive a restart.
   *
   * @return null where none is kept
   */
  public Uni<KeptPassword> kept(String container) {
    return generations
        .kept(container)
        .map(
            row ->
                row == null
                    ? null
                    : new KeptPassword(
                        new Fence(container, row.number()), new CryptHash(row.keptHash())));
  }

  /** The container is deleted: its secrets become unreadable, and nothing more is applied. */
  public Uni<Void> forget(ContainerDetails details) {
    return generations
        .all(details.id())
        .chain(
            rows ->
                Multi.createFrom()
                    .iterable(rows)
                    .onItem()
                    .transformToUniAndConcatenate(row -> forget(row, details).replaceWith(row))
                    .collect()
                    .asList())
        .replaceWithVoid();
  }

  private Uni<Void> forget(Generation row, ContainerDetails details) {
    row.forgetHash();
    if (row.canBecome(GenerationState.EXPIRED) && row.canBeSuperseded()) {
      return generationOutcomes.expired(row, details, Reasons.CONTAINER_DELETED);
    }
    return row.canBecome(GenerationState.FAILED)
        ? generationOutcomes.failed(row, details, Reasons.CONTAINER_DELETED)
        : Uni.createFrom().voidItem();
  }
}
