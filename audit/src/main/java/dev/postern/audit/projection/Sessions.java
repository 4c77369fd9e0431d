package dev.postern.audit.projection;

import dev.postern.audit.log.EventReference;
import dev.postern.audit.log.Fold;
import dev.postern.audit.log.LogEvent;
import dev.postern.audit.log.LogRecord;
import dev.postern.events.Actor;
import dev.postern.events.sessions.SessionClosed;
import dev.postern.events.sessions.SessionOpened;
import dev.postern.events.sessions.TerminalClosed;
import dev.postern.events.sessions.TerminalOpened;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** The sessions that were opened and not closed. */
public final class Sessions {

  private final Map<UUID, Session> open = new HashMap<>();
  private final Predicate<Session> asked;

  private Sessions(Predicate<Session> asked) {
    this.asked = asked;
  }

  /**
   * @param records those that matter
   * @param asked those that matter among them
   */
  public static Sessions of(Fold fold, Predicate<LogRecord> records, Predicate<Session> asked) {
    var sessions = new Sessions(asked);
    fold.on(SessionOpened.class, records, sessions::opened)
        .on(TerminalOpened.class, records, sessions::opened)
        .on(SessionClosed.class, records, (e, d) -> sessions.open.remove(d.session()))
        .on(TerminalClosed.class, records, (e, d) -> sessions.open.remove(d.session()));
    return sessions;
  }

  /**
   * Somebody in a container.
   *
   * @param account whose key or sign-in it was
   * @param fingerprint of the key; null for a terminal
   * @param person who signed in; null for a key, or where the log does not say
   * @param source address of the client
   */
  public record Session(
      UUID id,
      String container,
      String owner,
      String account,
      String fingerprint,
      Actor person,
      String source,
      EventReference opened) {}

  public Collection<Session> open() {
    return Collections.unmodifiableCollection(open.values());
  }

  private void opened(LogEvent event, SessionOpened data) {
    add(
        new Session(
            data.session(),
            data.container(),
            data.owner(),
            data.account(),
            data.fingerprint(),
            null,
            data.source(),
            EventReference.of(event)));
  }

  private void opened(LogEvent event, TerminalOpened data) {
    add(
        new Session(
            data.session(),
            data.container(),
            data.owner(),
            data.account(),
            null,
            event.actor().orElse(null),
            data.source(),
            EventReference.of(event)));
  }

  private void add(Session session) {
    if (asked.test(session)) {
      open.put(session.id(), session);
    }
  }
}
