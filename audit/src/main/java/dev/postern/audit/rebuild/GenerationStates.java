package dev.postern.audit.rebuild;

import dev.postern.audit.projection.Container;
import dev.postern.audit.projection.Mails;
import dev.postern.audit.projection.Mails.Mail;

/** The state of a container's latest password, by the words of credential-service. */
final class GenerationStates {

  /** What is under way: whether an attempt was made already is told by no event. */
  static final String UNFINISHED = "REQUESTED|APPLYING";

  private GenerationStates() {}

  static String of(Container container, Mails mails) {
    if (container.latestEnd() == null) {
      return UNFINISHED;
    }
    return switch (container.latestEnd()) {
      case APPLIED -> applied(container, mails);
      case FAILED -> "FAILED";
      case SUPERSEDED -> "SUPERSEDED";
      case EXPIRED -> "EXPIRED";
    };
  }

  private static String applied(Container container, Mails mails) {
    return mails
        .of(container.id(), container.latestGeneration())
        .map(Mail::outcome)
        .map(outcome -> outcome == Mails.Outcome.FAILED ? "NOTIFY_FAILED" : "NOTIFIED")
        .orElse("APPLIED");
  }
}
