package dev.postern.audit.verify;

import dev.postern.audit.log.Fold;
import dev.postern.audit.log.LogEvent;
import dev.postern.events.containers.ContainerCreated;
import dev.postern.events.containers.PasswordReset;
import dev.postern.events.notifications.CredentialsMailed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** {@link Invariant#MAILED_ONLY_AFTER_APPLIED}. What was applied is read before what was mailed. */
final class MailCheck {

  private final Findings findings;
  private final Duration grace;
  private final Map<UUID, Applied> applied = new HashMap<>();

  private record Applied(String container, long generation, Instant time) {}

  MailCheck(Fold fold, Findings findings, Duration grace) {
    this.findings = findings;
    this.grace = grace;
    fold.on(
            ContainerCreated.class,
            (e, d) -> applied.put(e.id(), new Applied(d.container(), d.generation(), e.time())))
        .on(
            PasswordReset.class,
            (e, d) -> applied.put(e.id(), new Applied(d.container(), d.generation(), e.time())))
        .on(CredentialsMailed.class, this::mailed);
  }

  private void mailed(LogEvent event, CredentialsMailed data) {
    // One intended mail for each password: what was mailed need not be remembered.
    Applied of = applied.remove(data.event());
    if (of == null) {
      broken(event, "no event told that this password was applied, or it was mailed before");
    } else if (!of.container().equals(data.container()) || of.generation() != data.generation()) {
      broken(event, "it names the event of another password");
    } else if (of.time().isAfter(event.time().plus(grace))) {
      broken(event, "mailed before it was applied at " + of.time());
    }
  }

  private void broken(LogEvent event, String sentence) {
    findings.add(Invariant.MAILED_ONLY_AFTER_APPLIED, event.record(), sentence);
  }
}
