package dev.postern.dashboard.keys;

import dev.postern.dashboard.page.Moment;
import dev.postern.dashboard.page.Words;
import dev.postern.dashboard.services.GatewayApi.OpenSessions;
import dev.postern.dashboard.services.OpenSession;
import dev.postern.dashboard.services.Part;
import dev.postern.dashboard.services.SshKey;
import java.util.Comparator;
import java.util.List;

/**
 * The sessions that a key has open at the gateways.
 *
 * @param known false where no gateway gives an answer
 * @param complete false where one of them does not
 */
public record KeySessions(boolean known, boolean complete, List<Item> items) {

  private static final int SHOWN = 10;

  /** A session; {@code container} is a name. */
  public record Item(String container, String id, Moment since) {}

  static KeySessions of(SshKey key, Part<OpenSessions> sessions, Words words) {
    if (sessions.isDown()) {
      return new KeySessions(false, false, List.of());
    }
    List<Item> items =
        sessions.value().items().stream()
            .filter(session -> key.fingerprint().equals(session.keyFingerprint()))
            .sorted(Comparator.comparing(OpenSession::openedAt))
            .map(
                session ->
                    new Item(
                        session.containerName(),
                        session.container(),
                        Moment.of(session.openedAt(), words)))
            .toList();
    return new KeySessions(true, sessions.value().complete(), items);
  }

  public int count() {
    return items.size();
  }

  /** The first of them, oldest first: a question is no list of hundreds. */
  public List<Item> shown() {
    return items.subList(0, Math.min(SHOWN, count()));
  }

  public int further() {
    return count() - shown().size();
  }
}
