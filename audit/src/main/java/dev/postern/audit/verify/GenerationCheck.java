package dev.postern.audit.verify;

import dev.postern.audit.log.Fold;
import dev.postern.audit.log.LogEvent;
import dev.postern.events.containers.ContainerCreated;
import dev.postern.events.containers.ContainerDeleted;
import dev.postern.events.containers.ContainerRecreated;
import dev.postern.events.containers.ContainerRegistered;
import dev.postern.events.containers.PasswordReset;
import dev.postern.events.containers.PasswordResetFailed;
import dev.postern.events.containers.PasswordResetRequested;
import dev.postern.events.containers.PasswordResetSuperseded;
import dev.postern.events.containers.SecretExpired;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@link Invariant#GENERATION_WITHOUT_GAP}, {@link Invariant#LAST_RESET_WINS} and {@link
 * Invariant#EVERY_RESET_ENDS}.
 */
final class GenerationCheck {

  /** The deadline of an attempt is a day; a reset that has no end long after it has none. */
  private static final Duration PATIENCE = Duration.ofHours(48);

  private final Findings findings;
  private final Map<String, Numbers> containers = new HashMap<>();

  /** Where a container's generations stand. */
  private static final class Numbers {
    private long highest;
    private long applied;
    private boolean notifies = true;
    private final TreeMap<Long, Begun> unfinished = new TreeMap<>();
  }

  private record Begun(Instant time, String place, String event) {}

  GenerationCheck(Fold fold, Findings findings) {
    this.findings = findings;
    fold.on(ContainerRegistered.class, this::registered)
        .on(PasswordResetRequested.class, (e, d) -> begins(e, d.container(), d.generation()))
        .on(ContainerRecreated.class, (e, d) -> begins(e, d.container(), d.generation()))
        .on(ContainerCreated.class, (e, d) -> applied(e, d.container(), d.generation()))
        .on(PasswordReset.class, (e, d) -> applied(e, d.container(), d.generation()))
        .on(PasswordResetFailed.class, (e, d) -> ended(e, d.container(), d.generation()))
        .on(PasswordResetSuperseded.class, (e, d) -> ended(e, d.container(), d.generation()))
        .on(SecretExpired.class, (e, d) -> ended(e, d.container(), d.generation()))
        .on(ContainerDeleted.class, (e, d) -> of(d.container()).unfinished.clear());
  }

  private void registered(LogEvent event, ContainerRegistered data) {
    of(data.container()).notifies = data.notifyOwner();
    begins(event, data.container(), data.generation());
  }

  private void begins(LogEvent event, String container, long generation) {
    Numbers numbers = of(container);
    if (generation != numbers.highest + 1) {
      gap(event, generation, numbers.highest);
    }
    numbers.highest = Math.max(numbers.highest, generation);
    numbers.unfinished.put(
        generation, new Begun(event.time(), event.record().place(), event.id().toString()));
  }

  private void applied(LogEvent event, String container, long generation) {
    Numbers numbers = of(container);
    if (generation <= numbers.applied) {
      findings.add(
          Invariant.LAST_RESET_WINS,
          event.record(),
          "generation " + generation + " was applied after " + numbers.applied);
    }
    numbers.applied = Math.max(numbers.applied, generation);
    told(event, numbers, generation);
    // A later password ends those before it, also where a restored database did not say so.
    numbers.unfinished.headMap(generation, true).clear();
  }

  private void ended(LogEvent event, String container, long generation) {
    Numbers numbers = of(container);
    told(event, numbers, generation);
    numbers.unfinished.remove(generation);
  }

  /** After a restore a first password may come under a later number that was never asked for. */
  private void told(LogEvent event, Numbers numbers, long generation) {
    if (generation > numbers.highest + 1) {
      gap(event, generation, numbers.highest);
    }
    numbers.highest = Math.max(numbers.highest, generation);
  }

  private void gap(LogEvent event, long generation, long highest) {
    findings.add(
        Invariant.GENERATION_WITHOUT_GAP,
        event.record(),
        "generation " + generation + " follows " + highest);
  }

  /**
   * The end of the log is reached.
   *
   * @param now what is older by far than that has had its time
   */
  void finish(Instant now) {
    Instant due = now.minus(PATIENCE);
    containers.forEach(
        (container, numbers) -> {
          // Without a mail there is no event that a password was given up.
          if (numbers.notifies) {
            numbers.unfinished.forEach(
                (generation, begun) -> due(container, generation, begun, due));
          }
        });
  }

  private void due(String container, long generation, Begun begun, Instant due) {
    if (begun.time().isBefore(due)) {
      findings.add(
          new Finding(
              Invariant.EVERY_RESET_ENDS,
              begun.place(),
              begun.event(),
              "generation " + generation + " of " + container + " has no end"));
    }
  }

  private Numbers of(String container) {
    return containers.computeIfAbsent(container, c -> new Numbers());
  }
}
