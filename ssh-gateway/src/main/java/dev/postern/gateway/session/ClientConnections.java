package dev.postern.gateway.session;

import dev.postern.events.sessions.SessionClosed;
import dev.postern.gateway.login.Destination;
import dev.postern.gateway.login.LoginGrammar;
import dev.postern.gateway.login.Refusal;
import dev.postern.gateway.shutdown.Drainable;
import dev.postern.keytable.RegisteredKey;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.sshd.server.session.ServerSession;

/** The clients that are logged in now. */
public final class ClientConnections implements Drainable {

  private final GatewayContext context;
  private final LoginGrammar grammar;
  private final Set<ClientConnection> live = ConcurrentHashMap.newKeySet();

  public ClientConnections(GatewayContext context) {
    this.context = context;
    this.grammar = new LoginGrammar(context.view());
  }

  /** A client proved that it has the key. */
  public void loggedIn(ServerSession session, RegisteredKey key, String source) {
    Destination destination = destination(session.getUsername(), key);
    var client = new ClientConnection(session, key, source, destination, context);
    live.add(client);
    session.setAttribute(ClientConnection.ATTRIBUTE, client);
    if (destination instanceof Destination.Denied) {
      client.refused(((Destination.Denied) destination).refusal());
    }
    client.warm();
  }

  private Destination destination(String login, RegisteredKey key) {
    return context.isStale()
        ? new Destination.Denied(Refusal.stale())
        : grammar.read(login, key.account());
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

  @Override
  public void tell(String sentence) {
    live.forEach(client -> client.tell(sentence));
  }

  @Override
  public void endAll(String sentence) {
    live.forEach(client -> client.end(SessionClosed.Reason.SHUTDOWN, sentence));
  }

  @Override
  public long inContainers() {
    return live.stream().filter(ClientConnection::isInContainer).count();
  }

  /** The sessions in containers now. */
  public Stream<OpenSession> open() {
    return live.stream().flatMap(ClientConnection::open);
  }

  public int count() {
    return live.size();
  }
}
