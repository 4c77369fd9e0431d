package dev.postern.gateway.session;

import dev.postern.events.sessions.SessionClosed;
import dev.postern.gateway.login.Destination;
import dev.postern.gateway.login.LoginGrammar;
import dev.postern.gateway.login.Refusal;
import dev.postern.gateway.view.RegisteredKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.server.session.ServerSession;

/** The clients that are logged in now. */
public final class Connections {

  private final Gate gate;
  private final LoginGrammar grammar;
  private final Optional<Duration> maxStaleness;
  private final Set<ClientConnection> live = ConcurrentHashMap.newKeySet();

  /**
   * @param maxStaleness a view older than this lets nobody in
   */
  public Connections(Gate gate, Optional<Duration> maxStaleness) {
    this.gate = gate;
    this.grammar = new LoginGrammar(gate.view());
    this.maxStaleness = maxStaleness;
  }

  /** A client proved that it has the key. */
  public void loggedIn(ServerSession session, RegisteredKey key, String source) {
    Destination destination = destination(session.getUsername(), key);
    var client = new ClientConnection(session, key, source, destination, gate);
    live.add(client);
    session.setAttribute(ClientConnection.ATTRIBUTE, client);
    if (destination instanceof Destination.Nowhere) {
      client.refused(((Destination.Nowhere) destination).refusal());
    }
    client.warm();
  }

  private Destination destination(String login, RegisteredKey key) {
    boolean stale =
        maxStaleness.isPresent()
            && gate.view()
                .staleness(Instant.now())
                .filter(age -> age.compareTo(maxStaleness.get()) <= 0)
                .isEmpty();
    return stale ? new Destination.Nowhere(Refusal.stale()) : grammar.read(login, key.account());
  }

  /** The connection of a client ended. */
  public void gone(ServerSession session) {
    ClientConnection client = session.getAttribute(ClientConnection.ATTRIBUTE);
    if (client != null) {
      live.remove(client);
      client.gone();
    }
  }

  /** Ends every connection whose key or container is no longer open to it. */
  public void recheck() {
    Instant now = Instant.now();
    live.forEach(client -> client.recheck(now));
  }

  /** Tells every client, and ends its connection. */
  public void endAll(String sentence) {
    live.forEach(client -> client.end(SessionClosed.Reason.SHUTDOWN, sentence));
  }

  /** Clients that are in a container. */
  public long inContainers() {
    return live.stream().filter(ClientConnection::hasVisits).count();
  }

  public int count() {
    return live.size();
  }
}
