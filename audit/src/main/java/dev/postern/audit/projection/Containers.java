package dev.postern.audit.projection;

import dev.postern.audit.log.EventReference;
import dev.postern.audit.log.Fold;
import dev.postern.audit.log.LogEvent;
import dev.postern.events.containers.ContainerCreated;
import dev.postern.events.containers.ContainerDeleted;
import dev.postern.events.containers.ContainerRecreated;
import dev.postern.events.containers.ContainerRegistered;
import dev.postern.events.containers.ContainerStarted;
import dev.postern.events.containers.ContainerStopped;
import dev.postern.events.containers.PasswordDrifted;
import dev.postern.events.containers.PasswordReset;
import dev.postern.events.containers.PasswordResetFailed;
import dev.postern.events.containers.PasswordResetRequested;
import dev.postern.events.containers.PasswordResetSuperseded;
import dev.postern.events.containers.RuntimeStatus;
import dev.postern.events.containers.SecretExpired;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The containers and the passwords in effect. */
public final class Containers {

  private final Map<String, Container> byId = new HashMap<>();
  private final Predicate<Container> kept;

  private Containers(Predicate<Container> kept) {
    this.kept = kept;
  }

  /**
   * @param kept those that are remembered when they are deleted
   */
  public static Containers of(Fold fold, Predicate<Container> kept) {
    var containers = new Containers(kept);
    fold.on(ContainerRegistered.class, containers::registered)
        .on(ContainerStarted.class, (e, d) -> containers.runs(e, d.container(), true))
        .on(ContainerStopped.class, (e, d) -> containers.runs(e, d.container(), false))
        .on(ContainerRecreated.class, containers::recreated)
        .on(ContainerDeleted.class, containers::deleted)
        .on(PasswordResetRequested.class, containers::requested)
        .on(ContainerCreated.class, containers::created)
        .on(PasswordReset.class, containers::reset)
        .on(
            PasswordResetFailed.class,
            (e, d) -> containers.ended(d.container(), d.generation(), GenerationEnd.FAILED))
        .on(
            PasswordResetSuperseded.class,
            (e, d) -> containers.ended(d.container(), d.generation(), GenerationEnd.SUPERSEDED))
        .on(SecretExpired.class, containers::secretExpired)
        .on(PasswordDrifted.class, containers::drifted);
    return containers;
  }

  public Collection<Container> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  public Optional<Container> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  private void registered(LogEvent event, ContainerRegistered data) {
    EventReference reference = EventReference.of(event);
    var container =
        new Container(
            data.container(),
            data.account(),
            data.name(),
            data.environment(),
            data.layer(),
            data.notifyOwner(),
            data.runtime(),
            reference);
    container.unfinished.put(data.generation(), reference);
    container.told(data.generation(), null);
    byId.put(data.container(), container);
  }

  private void runs(LogEvent event, String id, boolean runs) {
    change(
        id,
        container -> {
          container.runtime = runs ? RuntimeStatus.RUNNING : RuntimeStatus.STOPPED;
          container.runtimeSince = EventReference.of(event);
        });
  }

  private void recreated(LogEvent event, ContainerRecreated data) {
    change(
        data.container(),
        container -> {
          container.replacedFiles = EventReference.of(event);
          container.password = null;
          container.runtime = RuntimeStatus.RUNNING;
          container.runtimeSince = container.replacedFiles;
          container.unfinished.put(data.generation(), container.replacedFiles);
          container.told(data.generation(), null);
        });
  }

  private void deleted(LogEvent event, ContainerDeleted data) {
    change(
        data.container(),
        container -> {
          container.deleted = EventReference.of(event);
          if (!kept.test(container)) {
            byId.remove(data.container());
          }
        });
  }

  private void requested(LogEvent event, PasswordResetRequested data) {
    change(
        data.container(),
        container -> {
          container.unfinished.put(data.generation(), EventReference.of(event));
          container.told(data.generation(), null);
        });
  }

  private void created(LogEvent event, ContainerCreated data) {
    applied(
        data.container(),
        new Password(
            data.generation(),
            EventReference.of(event),
            data.requestedBy(),
            mailedUntil(data.secretRef(), data.secretExpiresAt())));
  }

  private void reset(LogEvent event, PasswordReset data) {
    applied(
        data.container(),
        new Password(
            data.generation(),
            EventReference.of(event),
            data.requestedBy(),
            mailedUntil(data.secretRef(), data.secretExpiresAt())));
  }

  private static Instant mailedUntil(String secretRef, Instant expiresAt) {
    return secretRef == null ? null : expiresAt;
  }

  /** The last one wins, whatever was asked for before it and did not end. */
  private void applied(String id, Password password) {
    change(
        id,
        container -> {
          container.password = password;
          container.told(password.generation, GenerationEnd.APPLIED);
          container.unfinished.headMap(password.generation, true).clear();
        });
  }

  private void ended(String id, long generation, GenerationEnd end) {
    change(
        id,
        container -> {
          container.unfinished.remove(generation);
          container.told(generation, end);
        });
  }

  private void secretExpired(LogEvent event, SecretExpired data) {
    change(
        data.container(),
        container -> {
          container.unfinished.remove(data.generation());
          container.told(data.generation(), GenerationEnd.EXPIRED);
          if (container.password != null && container.password.generation == data.generation()) {
            container.password.secretExpired = EventReference.of(event);
          }
        });
  }

  private void drifted(LogEvent event, PasswordDrifted data) {
    change(
        data.container(),
        container -> {
          if (container.password != null && container.password.generation == data.generation()) {
            container.password.drifted = EventReference.of(event);
          }
        });
  }

  private void change(String id, Consumer<Container> change) {
    Container container = byId.get(id);
    if (container != null) {
      change.accept(container);
    }
  }
}
