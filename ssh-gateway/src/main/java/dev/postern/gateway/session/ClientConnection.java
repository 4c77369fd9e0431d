package dev.postern.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.events.sessions.SessionClosed;
import dev.postern.events.state.ContainerState;
import dev.postern.gateway.channel.Receiver;
import dev.postern.gateway.channel.WireChannel;
import dev.postern.gateway.login.Destination;
import dev.postern.gateway.login.Refusal;
import dev.postern.gateway.upstream.UpstreamKey;
import dev.postern.gateway.upstream.UpstreamPool;
import dev.postern.gateway.view.KeyEnd;
import dev.postern.gateway.view.RegisteredKey;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.server.session.ServerSession;
import org.jboss.logging.Logger;

/** A client that proved its key, and the containers it is in. */
public final class ClientConnection {

  static final AttributeKey<ClientConnection> ATTRIBUTE = new AttributeKey<>();

  private static final Logger LOG = Logger.getLogger(ClientConnection.class);

  private final ServerSession session;
  private final RegisteredKey key;
  private final String source;
  private final Destination destination;
  private final Gate gate;
  private final Set<Visit> visits = ConcurrentHashMap.newKeySet();
  private final Set<WireChannel> terminals = ConcurrentHashMap.newKeySet();
  private final Visit straight;
  private final Map<UpstreamKey, UpstreamPool> own = new HashMap<>();
  private final AtomicInteger channels = new AtomicInteger();
  private volatile boolean noMoreSessions;
  private final AtomicBoolean forwarding = new AtomicBoolean();
  private volatile SessionClosed.Reason reason = SessionClosed.Reason.CLIENT;

  ClientConnection(
      ServerSession session, RegisteredKey key, String source, Destination destination, Gate gate) {
    this.session = session;
    this.key = key;
    this.source = source;
    this.destination = destination;
    this.gate = gate;
    this.straight =
        destination instanceof Destination.Straight
            ? new Visit(
                ((Destination.Straight) destination).container(), Visitor.with(key, source), false)
            : null;
  }

  Destination destination() {
    return destination;
  }

  RegisteredKey key() {
    return key;
  }

  Gate gate() {
    return gate;
  }

  /** The stay in the container that the login names; empty for the menu. */
  Optional<Visit> straight() {
    return Optional.ofNullable(straight);
  }

  Visit visitFromMenu(ContainerState container) {
    return new Visit(container, Visitor.with(key, source), true);
  }

  /** Starts dialling before the client asks for its first channel. */
  void warm() {
    if (straight != null && refusal(straight.container()).isEmpty()) {
      gate.upstreams().warm(UpstreamKey.of(key, straight.container()));
    }
  }

  /** Why the container cannot be entered now. */
  Optional<Refusal> refusal(ContainerState container) {
    return gate.refusal(container);
  }

  /** Opens a channel into the container, on a shared connection unless this client has its own. */
  CompletableFuture<WireChannel> open(Visit visit, String type, byte[] data, Receiver receiver) {
    UpstreamKey upstream = UpstreamKey.of(key, visit.container());
    UpstreamPool alone = existingOwn(upstream);
    CompletableFuture<WireChannel> opening =
        alone == null
            ? gate.upstreams().open(upstream, type, data, receiver)
            : alone.open(type, data, receiver);
    return opening.whenComplete(
        (channel, failure) -> {
          if (failure == null) {
            entered(visit);
          }
        });
  }

  /**
   * The connections into that container that no other client shares, for agent and remote
   * forwarding; from now on all channels of this client into it take those.
   */
  synchronized UpstreamPool own(Visit visit) {
    return own.computeIfAbsent(
        UpstreamKey.of(key, visit.container()),
        upstream -> gate.upstreams().own(upstream, counted(new TowardsClient(this, visit))));
  }

  private synchronized UpstreamPool existingOwn(UpstreamKey upstream) {
    return own.get(upstream);
  }

  boolean hasOwn(Visit visit) {
    return existingOwn(UpstreamKey.of(key, visit.container())) != null;
  }

  /** The client promised to open no more sessions; whoever takes its connection over cannot. */
  void openNoMoreSessions() {
    noMoreSessions = true;
  }

  boolean opensSessions() {
    return !noMoreSessions;
  }

  /** Refuses only the channel that is too many. */
  WireChannel.Opening counted(WireChannel.Opening opening) {
    return (channel, data) -> {
      if (channels.incrementAndGet() > gate.channelsPerConnection()) {
        channels.decrementAndGet();
        return CompletableFuture.failedFuture(tooManyChannels());
      }
      channel.over().thenRun(channels::decrementAndGet);
      return opening.open(channel, data);
    };
  }

  private WireChannel.Refused tooManyChannels() {
    return new WireChannel.Refused(
        SshConstants.SSH_OPEN_RESOURCE_SHORTAGE,
        "Postern: a connection has at most "
            + gate.channelsPerConnection()
            + " channels; close some, or connect once more.");
  }

  /**
   * The container listens for this client: where that connection is lost, the client's ends as it
   * would with that sshd, so that it can forward again.
   */
  void forwardsFrom(ClientSession container, Visit visit) {
    if (forwarding.compareAndSet(false, true)) {
      container.addCloseFutureListener(
          closed -> {
            if (!session.isClosing()) {
              end(SessionClosed.Reason.UPSTREAM, Refusal.lost(visit.container()).sentence());
            }
          });
    }
  }

  /** A forwarding was asked of the container: that is a stay as well. */
  void enteredBy(Visit visit, Throwable failure) {
    if (failure == null) {
      entered(visit);
    }
  }

  private void entered(Visit visit) {
    if (visit.open()) {
      visits.add(visit);
      gate.log().visited(visit.openedEvent(), visit.id());
      LOG.infof(
          "Session opened container=%s account=%s", visit.container().container(), key.account());
    }
  }

  void left(Visit visit) {
    if (visit.close()) {
      visits.remove(visit);
      gate.log().visited(visit.closedEvent(reason), visit.id());
      LOG.infof(
          "Session closed container=%s account=%s", visit.container().container(), key.account());
    }
  }

  /** Notes a refusal, for the audit log. */
  void refused(Refusal refusal) {
    gate.log().refused(refusal, key, source);
  }

  /** Ends the connection where its key or one of its containers is no longer open to it. */
  void recheck(Instant now) {
    Optional<KeyEnd> keyEnd = gate.view().end(key, now);
    if (keyEnd.isPresent()) {
      end(SessionClosed.Reason.REVOKED, sentence(keyEnd.get()));
      return;
    }
    for (Visit visit : visits) {
      boolean open =
          gate.view()
              .container(visit.container().container())
              .filter(container -> gate.view().mayEnter(key.account(), container))
              .isPresent();
      if (!open) {
        String name = visit.container().name();
        end(
            SessionClosed.Reason.REVOKED,
            "Postern: container " + name + " was deleted or is no longer shared with you.");
        return;
      }
    }
  }

  private static String sentence(KeyEnd end) {
    return switch (end) {
      case REMOVED -> "Postern: your key was removed; log in with another one.";
      case DISABLED -> "Postern: your key was disabled; your list of keys says why.";
      case EXPIRED -> "Postern: your key has expired; add a new one.";
      case UNREADABLE ->
          "Postern: the record of your key is damaged; remove the key and add it again.";
    };
  }

  /** Tells the client why, and ends the connection. */
  public void end(SessionClosed.Reason why, String sentence) {
    reason = why;
    try {
      session.disconnect(SshConstants.SSH2_DISCONNECT_BY_APPLICATION, sentence);
    } catch (IOException e) {
      session.close(true);
    }
  }

  /** Somebody sits at a terminal there, who can be told something. */
  void sitsAt(WireChannel terminal) {
    terminals.add(terminal);
    terminal.over().thenRun(() -> terminals.remove(terminal));
  }

  /** Says it at every terminal; what programs read stays as it is. */
  void tell(String sentence) {
    byte[] line = ("\r\n" + sentence + "\r\n").getBytes(UTF_8);
    terminals.forEach(
        terminal ->
            terminal.send(SshConstants.SSH_EXTENDED_DATA_STDERR, line, 0, line.length, () -> {}));
  }

  Stream<OpenSession> open() {
    return visits.stream().map(visit -> visit.listed(false));
  }

  boolean hasVisits() {
    return !visits.isEmpty();
  }

  /** The client is gone. */
  void gone() {
    synchronized (this) {
      own.values().forEach(UpstreamPool::close);
      own.clear();
    }
    visits.forEach(this::left);
  }

  ServerSession session() {
    return session;
  }
}
