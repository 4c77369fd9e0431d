package dev.postern.credential.credential;

import dev.postern.credential.container.ContainerDetails;
import dev.postern.events.Event;
import dev.postern.events.EventData;
import dev.postern.events.containers.ContainerCreated;
import dev.postern.events.containers.ContainerDeleted;
import dev.postern.events.containers.ContainerRecreated;
import dev.postern.events.containers.PasswordDrifted;
import dev.postern.events.containers.PasswordReset;
import dev.postern.events.containers.PasswordResetFailed;
import dev.postern.events.containers.PasswordResetRequested;
import dev.postern.events.containers.PasswordResetSuperseded;
import dev.postern.events.containers.SecretExpired;
import dev.postern.events.notifications.CredentialsMailed;
import dev.postern.events.notifications.MailFailed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Makes the passwords of a restored database what was published of them. Nothing is published
 * again. All within the caller's transaction, with the container's row locked.
 */
@ApplicationScoped
public class PublishedGenerations {

  private final GenerationRepository generations;

  PublishedGenerations(GenerationRepository generations) {
    this.generations = generations;
  }

  /** Does nothing for an event that is not about a password. */
  public Uni<Void> take(ContainerDetails details, Event<?> event) {
    Instant at = event.time();
    EventData data = event.data();
    if (data instanceof PasswordResetRequested said) {
      return begun(ofRequest(details, said.batch(), said.requestedBy()), said.generation(), at);
    }
    if (data instanceof ContainerRecreated said) {
      return begun(ofRegistrar(details, GenerationCause.RECREATION), said.generation(), at);
    }
    if (data instanceof ContainerCreated said) {
      return begunAndApplied(
          ofRegistrar(details, GenerationCause.CREATION),
          said.generation(),
          at,
          row -> row.wasApplied(said.proof(), said.secretRef(), said.secretExpiresAt(), at));
    }
    if (data instanceof PasswordReset said) {
      return begunAndApplied(
          ofRequest(details, said.batch(), said.requestedBy()),
          said.generation(),
          at,
          row -> row.wasApplied(said.proof(), said.secretRef(), said.secretExpiresAt(), at));
    }
    if (data instanceof ContainerDeleted) {
      return deleted(details, at);
    }
    return ended(details, data, at);
  }

  private Uni<Void> ended(ContainerDetails details, EventData data, Instant at) {
    if (data instanceof PasswordResetFailed said) {
      return change(
          details,
          said.generation(),
          row -> row.wasEnded(GenerationState.FAILED, said.reason(), at));
    }
    if (data instanceof PasswordResetSuperseded said) {
      return change(
          details, said.generation(), row -> row.wasEnded(GenerationState.SUPERSEDED, null, at));
    }
    if (data instanceof SecretExpired said) {
      return change(
          details,
          said.generation(),
          row -> row.wasEnded(GenerationState.EXPIRED, Reasons.SECRET_EXPIRED, at));
    }
    if (data instanceof PasswordDrifted said) {
      return change(details, said.generation(), row -> row.timestamps().drifted(at));
    }
    return mailed(details, data, at);
  }

  private Uni<Void> mailed(ContainerDetails details, EventData data, Instant at) {
    if (data instanceof CredentialsMailed said) {
      return change(
          details,
          said.generation(),
          row -> {
            if (row.canBecome(GenerationState.NOTIFIED)) {
              row.notified(at);
            }
          });
    }
    if (data instanceof MailFailed said) {
      return change(
          details,
          said.generation(),
          row -> {
            if (row.canBecome(GenerationState.NOTIFY_FAILED)) {
              row.notifyFailed(said.reason());
            }
          });
    }
    return Uni.createFrom().voidItem();
  }

  private static CredentialRequest ofRequest(
      ContainerDetails details, String batch, String requestedBy) {
    return new CredentialRequest(details, GenerationCause.RESET, batch, requestedBy);
  }

  private static CredentialRequest ofRegistrar(ContainerDetails details, GenerationCause cause) {
    return new CredentialRequest(details, cause, null, details.options().requestedBy());
  }

  /** One that the backup lacks has a row from now on, with the states that follow. */
  private Uni<Void> begun(CredentialRequest request, long number, Instant at) {
    return generations
        .number(request.container().id(), number)
        .chain(
            row ->
                row == null
                    ? generations.persistAndFlush(Generation.published(request, number, at))
                    : Uni.createFrom().item(row))
        .replaceWithVoid();
  }

  /** Hashes that are kept for files that are new again are those of earlier passwords. */
  private Uni<Void> begunAndApplied(
      CredentialRequest request, long number, Instant at, Consumer<Generation> applied) {
    ContainerDetails details = request.container();
    return begun(request, number, at)
        .chain(() -> change(details, number, applied))
        .chain(() -> generations.before(details.id(), number))
        .invoke(earlier -> earlier.forEach(Generation::forgetHash))
        .replaceWithVoid();
  }

  /** Failures and expiries were published before it; this is for what had nothing to publish. */
  private Uni<Void> deleted(ContainerDetails details, Instant at) {
    return generations
        .all(details.id())
        .invoke(
            rows ->
                rows.forEach(
                    row -> {
                      row.forgetHash();
                      row.wasEnded(GenerationState.EXPIRED, Reasons.CONTAINER_DELETED, at);
                    }))
        .replaceWithVoid();
  }

  private Uni<Void> change(ContainerDetails details, long number, Consumer<Generation> change) {
    return generations
        .number(details.id(), number)
        .invoke(
            row -> {
              if (row != null) {
                change.accept(row);
              }
            })
        .replaceWithVoid();
  }
}
