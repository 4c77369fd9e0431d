package dev.postern.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.events.sessions.SessionClosed;
import dev.postern.events.state.ContainerState;
import dev.postern.gateway.channel.Receiver;
import dev.postern.gateway.channel.RelayChannel;
import dev.postern.gateway.login.Destination;
import dev.postern.gateway.login.Refusal;
import dev.postern.gateway.revocation.AccessCheck;
import dev.postern.gateway.upstream.UpstreamKey;
import dev.postern.gateway.upstream.UpstreamPool;
import dev.postern.keytable.RegisteredKey;
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
  private final GatewayContext context;
  private final Set<ContainerSession> containerSessions = ConcurrentHashMap.newKeySet();
  private final Set<RelayChannel> terminals = ConcurrentHashMap.newKeySet();
  private final ContainerSession direct;
  private final Map<UpstreamKey, UpstreamPool> own = new HashMap<>();
  private final AtomicInteger channels = new AtomicInteger();
  private volatile boolean noMoreSessions;
  private final AtomicBoolean forwarding = new AtomicBoolean();
  private volatile SessionClosed.Reason reason = SessionClosed.Reason.CLIENT;

  ClientConnection(
      ServerSession session,
      RegisteredKey key,
      String source,
      Destination destination,
      GatewayContext context) {
    this.session = session;
    this.key = key;
    this.source = source;
    this.destination = destination;
    this.context = context;
    this.direct =
        destination instanceof Destination.Direct
            ? new ContainerSession(
                ((Destination.Direct) destination).container(),
                SessionPrincipal.with(key, source),
                false)
            : null;
  }

  Destination destination() {
    return destination;
  }

  RegisteredKey key() {
    return key;
  }

  GatewayContext context() {
    return context;
  }

  /** The session in the container that the login names; empty for the menu. */
  Optional<ContainerSession> direct() {
    return Optional.ofNullable(direct);
  }

  ContainerSession sessionFromMenu(ContainerState container) {
    return new ContainerSession(container, SessionPrincipal.with(key, source), true);
  }

  /** Starts dialling before the client asks for its first channel. */
  void warm() {
    if (direct != null && refusal(direct.container()).isEmpty()) {
      context.upstreams().warm(UpstreamKey.of(key, direct.container()));
    }
  }

  /** Why the container cannot be entered now. */
  Optional<Refusal> refusal(ContainerState container) {
    return context.refusal(container);
  }

  /** Opens a channel into the container, on a shared connection unless this client has its own. */
  CompletableFuture<RelayChannel> open(
      ContainerSession containerSession, String type, byte[] data, Receiver receiver) {
    UpstreamKey upstream = UpstreamKey.of(key, containerSession.container());
    UpstreamPool alone = existingOwn(upstream);
    CompletableFuture<RelayChannel> opening =
        alone == null
            ? context.upstreams().open(upstream, type, data, receiver)
            : alone.open(type, data, receiver);
    return opening.whenComplete(
        (channel, failure) -> {
          if (failure == null) {
            entered(containerSession);
          }
        });
  }

  /**
   * The connections into that container that no other client shares, for agent and remote
   * forwarding; from now on all channels of this client into it take those.
   */
  synchronized UpstreamPool own(ContainerSession containerSession) {
    return own.computeIfAbsent(
        UpstreamKey.of(key, containerSession.container()),
        upstream ->
            context
                .upstreams()
                .own(upstream, counted(new ReverseChannelOpening(this, containerSession))));
  }

  private synchronized UpstreamPool existingOwn(UpstreamKey upstream) {
    return own.get(upstream);
  }

  boolean hasOwn(ContainerSession containerSession) {
    return existingOwn(UpstreamKey.of(key, containerSession.container())) != null;
  }

  /**
   * The client promised to open no more sessions, so its connection is not used for another one.
   */
  void openNoMoreSessions() {
    noMoreSessions = true;
  }

  boolean opensSessions() {
    return !noMoreSessions;
  }

  /** Refuses only the channel that is too many. */
  RelayChannel.Opening counted(RelayChannel.Opening opening) {
    return (channel, data) -> {
      if (channels.incrementAndGet() > context.channelsPerConnection()) {
        channels.decrementAndGet();
        return CompletableFuture.failedFuture(tooManyChannels());
      }
      channel.over().thenRun(channels::decrementAndGet);
      return opening.open(channel, data);
    };
  }

  private RelayChannel.OpenFailure tooManyChannels() {
    return new RelayChannel.OpenFailure(
        SshConstants.SSH_OPEN_RESOURCE_SHORTAGE,
        "Postern: a connection has at most "
            + context.channelsPerConnection()
            + " channels; close some, or connect once more.");
  }

  /**
   * The container listens for this client: where that connection is lost, the client's ends as it
   * would with that sshd, so that it can forward again.
   */
  void forwardsFrom(ClientSession container, ContainerSession containerSession) {
    if (forwarding.compareAndSet(false, true)) {
      container.addCloseFutureListener(
          closed -> {
            if (!session.isClosing()) {
              end(
                  SessionClosed.Reason.UPSTREAM,
                  Refusal.lost(containerSession.container()).sentence());
            }
          });
    }
  }

  /** A forwarding was asked of the container: that is a session as well. */
  void enteredBy(ContainerSession containerSession, Throwable failure) {
    if (failure == null) {
      entered(containerSession);
    }
  }

  private void entered(ContainerSession containerSession) {
    if (containerSession.open()) {
      containerSessions.add(containerSession);
      context.audit().publish(containerSession.openedEvent(), containerSession.id());
      LOG.infof(
          "Session opened container=%s account=%s session=%s",
          containerSession.container().container(), key.account(), containerSession.id());
    }
  }

  void left(ContainerSession containerSession) {
    if (containerSession.close()) {
      containerSessions.remove(containerSession);
      context.audit().publish(containerSession.closedEvent(reason), containerSession.id());
      LOG.infof(
          "Session closed container=%s account=%s session=%s",
          containerSession.container().container(), key.account(), containerSession.id());
    }
  }

  /** Notes a refusal, for the audit log. */
  void refused(Refusal refusal) {
    context.audit().refused(refusal, key, source);
  }

  /** Ends the connection where its key or one of its containers is no longer open to it. */
  void recheck(Instant now) {
    AccessCheck.revoked(context.view(), key, now)
        .or(this::revokedContainer)
        .ifPresent(sentence -> end(SessionClosed.Reason.REVOKED, sentence));
  }

  private Optional<String> revokedContainer() {
    return containerSessions.stream()
        .map(entered -> AccessCheck.revoked(context.view(), key.account(), entered.container()))
        .flatMap(Optional::stream)
        .findFirst();
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

  /** A person sits at a terminal there and can be told something. */
  void sitsAt(RelayChannel terminal) {
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
    return containerSessions.stream().map(containerSession -> containerSession.listed(false));
  }

  boolean isInContainer() {
    return !containerSessions.isEmpty();
  }

  /** The client is gone. */
  void gone() {
    synchronized (this) {
      own.values().forEach(UpstreamPool::close);
      own.clear();
    }
    containerSessions.forEach(this::left);
  }

  ServerSession session() {
    return session;
  }
}
