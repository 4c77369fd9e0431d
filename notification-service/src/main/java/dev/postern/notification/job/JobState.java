package dev.postern.notification.job;

import java.util.Map;
import java.util.Set;

/** Where a mail job stands; the one place that says which state may follow which. */
public enum JobState {
  /** To be sent when its time has come: new, or after an attempt that may be repeated. */
  PENDING,
  /** The account has no address yet; waits until it has one, or until the secret expires. */
  NO_CONTACT,
  /** Claimed by a replica that is sending it now. */
  SENDING,
  /** The mail server accepted it. */
  SENT,
  /** It was accepted, and a delivery status notification says that it did not arrive. */
  BOUNCED,
  /** The mail server refused it for good; only a person's retry sends it again. */
  FAILED,
  /** The secret expired before the mail could be sent. */
  EXPIRED,
  /** A later password replaced this one before it was mailed. */
  SUPERSEDED,
  /** The container is gone, or an earlier mail told of it: it is not needed any more. */
  OBSOLETE;

  private static final Map<JobState, Set<JobState>> NEXT =
      Map.of(
          PENDING, Set.of(NO_CONTACT, SENDING, EXPIRED, SUPERSEDED, OBSOLETE),
          NO_CONTACT, Set.of(PENDING, EXPIRED, SUPERSEDED, OBSOLETE),
          SENDING, Set.of(PENDING, SENT, FAILED, EXPIRED, SUPERSEDED, OBSOLETE),
          FAILED, Set.of(PENDING, OBSOLETE, SUPERSEDED),
          SENT, Set.of(BOUNCED),
          BOUNCED, Set.of(),
          EXPIRED, Set.of(),
          SUPERSEDED, Set.of(),
          OBSOLETE, Set.of());

  public boolean mayBecome(JobState next) {
    return NEXT.get(this).contains(next);
  }

  /** Whether nothing more will happen by itself. */
  public boolean isSettled() {
    return switch (this) {
      case SENT, BOUNCED, FAILED, EXPIRED, SUPERSEDED, OBSOLETE -> true;
      case PENDING, NO_CONTACT, SENDING -> false;
    };
  }
}
