package dev.postern.cli.audit;

import dev.postern.audit.log.EventLog;
import dev.postern.audit.log.UnreadableLogException;
import dev.postern.events.Topics;
import java.util.List;
import java.util.stream.Stream;

/** The topics that an auditor reads. */
final class AuditTopics {

  /** Those of events; each is there in every installation, but the last, which is newer. */
  private static final List<String> EVENTS =
      List.of(
          Topics.PLATFORM_CONTAINERS,
          Topics.PLATFORM_IPS,
          Topics.CONTAINERS,
          Topics.KEYS,
          Topics.IPS,
          Topics.NOTIFICATIONS,
          Topics.SESSIONS,
          "postern.requests");

  private static final List<String> STATES =
      List.of(Topics.STATE_KEYS, Topics.STATE_SHARES, Topics.STATE_CONTAINERS);

  private AuditTopics() {}

  static List<String> events(EventLog log) {
    return required(log.present(EVENTS));
  }

  /** States before events: what follows from others is to end first. */
  static List<String> all(EventLog log) {
    return Stream.concat(log.present(STATES).stream(), events(log).stream()).toList();
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
