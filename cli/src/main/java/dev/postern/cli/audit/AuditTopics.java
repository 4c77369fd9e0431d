package dev.postern.cli.audit;

import dev.postern.audit.log.EventLog;
import dev.postern.audit.log.UnreadableLogException;
import dev.postern.events.Topics;
import java.util.List;
import java.util.stream.Stream;

/** The topics that an auditor reads. */
final class AuditTopics {

  private AuditTopics() {}

  static List<String> events(EventLog log) {
    return required(log.present(Topics.EVENTS));
  }

  /** States before events: what follows from others is to end first. */
  static List<String> all(EventLog log) {
    return Stream.concat(log.present(Topics.STATES).stream(), events(log).stream()).toList();
  }

  private static List<String> required(List<String> topics) {
    if (topics.isEmpty()) {
      throw new UnreadableLogException(
          "There is no topic of Postern here, or this user may see none. Check --bootstrap, and the"
              + " rights Read and Describe on postern. and platform.");
    }
    return topics;
  }
}
