package dev.postern.audit.projection;

import dev.postern.audit.log.EventReference;
import dev.postern.audit.log.Fold;
import dev.postern.audit.log.LogEvent;
import dev.postern.audit.log.LogRecord;
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
  private final Predicate<Container> asked;

  private Containers(Predicate<Container> asked) {
    this.asked = asked;
  }

  /**
   * @param asked those that matter
   * @param registrations the records that may tell of one of them; others are not parsed
   */
  public static Containers of(
      Fold fold, Predicate<Container> asked, Predicate<LogRecord> registrations) {
    var containers = new Containers(asked);
    Predicate<LogRecord> known = record -> containers.byId.containsKey(record.key());
    fold.on(ContainerRegistered.class, registrations, containers::registered)
        .on(ContainerStarted.class, known, (e, d) -> containers.runs(e, d.container(), true))
        .on(ContainerStopped.class, known, (e, d) -> containers.runs(e, d.container(), false))
        .on(ContainerRecreated.class, known, containers::recreated)
        .on(ContainerDeleted.class, known, (e, d) -> containers.byId.remove(d.container()))
        .on(PasswordResetRequested.class, known, containers::requested)
        .on(ContainerCreated.class, known, containers::created)
        .on(PasswordReset.class, known, containers::reset)
        .on(
            PasswordResetFailed.class,
            known,
            (e, d) -> containers.ended(d.container(), d.generation(), GenerationEnd.FAILED))
        .on(
            PasswordResetSuperseded.class,
            known,
            (e, d) -> containers.ended(d.container(), d.generation(), GenerationEnd.SUPERSEDED))
        .on(SecretExpired.class, known, containers::secretExpired)
        .on(PasswordDrifted.class, known, containers::drifted);
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
    if (asked.test(container)) {
      byId.put(data.container(), container);
    }
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
