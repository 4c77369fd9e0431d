package dev.postern.gateway.upstream;

import dev.postern.gateway.channel.Receiver;
import dev.postern.gateway.channel.RelayChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.sshd.client.session.ClientSession;

/**
 * The connections of one identity into one container. A channel takes the first one that has a
 * place for it; where the container's sshd says no to one more session, another connection is
 * tried.
 */
public final class UpstreamPool {

  private final UpstreamConfig config;
  private final Supplier<CompletableFuture<ClientSession>> dial;
  private final List<UpstreamConnection> connections = new ArrayList<>();
  private UpstreamConnection first;
  private boolean closed;

  UpstreamPool(UpstreamConfig config, Supplier<CompletableFuture<ClientSession>> dial) {
    this.config = config;
    this.dial = dial;
  }

  /** Where a channel of a kind takes its place. */
  interface Places {

    /** The connection on which a place is taken now, or null where there is none. */
    UpstreamConnection reserve(ChannelKind kind);
  }

  /**
   * Opens a channel.
   *
   * @param data the type-specific data of the open message
   * @return fails with {@link UpstreamException} or {@link RelayChannel.OpenFailure}
   */
  public CompletableFuture<RelayChannel> open(String type, byte[] data, Receiver receiver) {
    return open(this::reserve, type, data, receiver, config.connectionsPerIdentity());
  }

  /** Each refusal fills a connection, so as many tries as connections find a place. */
  static CompletableFuture<RelayChannel> open(
      Places places, String type, byte[] data, Receiver receiver, int tries) {
    ChannelKind kind = ChannelKind.of(type);
    UpstreamConnection connection = places.reserve(kind);
    if (connection == null) {
      return CompletableFuture.failedFuture(
          new UpstreamException("has too many sessions of your key; close some."));
    }
    return connection
        .open(type, data, receiver)
        .exceptionallyCompose(
            failure ->
                tries > 1 && connection.mayDoBetterElsewhere(kind, failure)
                    ? open(places, type, data, receiver, tries - 1)
                    : CompletableFuture.failedFuture(failure));
  }

  synchronized UpstreamConnection reserve(ChannelKind kind) {
    connections.removeIf(UpstreamConnection::isOver);
    for (UpstreamConnection connection : connections) {
      if (connection.reserve(kind)) {
        return connection;
      }
    }
    if (closed || connections.size() >= config.connectionsPerIdentity()) {
      return null;
    }
    UpstreamConnection fresh = connect();
    fresh.reserve(kind);
    return fresh;
  }

  /** What one connection learned about the container's limit holds for the next one too. */
  private UpstreamConnection connect() {
    int sessions =
        connections.stream()
            .mapToInt(UpstreamConnection::sessionPlaces)
            .filter(places -> places > 0)
            .min()
            .orElse(config.sessionsPerConnection());
    var fresh = new UpstreamConnection(dial.get(), sessions, config);
    connections.add(fresh);
    return fresh;
  }

  /** Connects ahead of the first channel. */
  synchronized void warm() {
    connections.removeIf(UpstreamConnection::isOver);
    if (connections.isEmpty()) {
      connect();
    }
  }

  /** One connection that stays the same as long as it lives: for remote forwarding. */
  public synchronized UpstreamConnection first() {
    if (first == null || first.isOver()) {
      connections.removeIf(UpstreamConnection::isOver);
      first = connections.isEmpty() ? connect() : connections.get(0);
    }
    return first;
  }

  /** Closes what was not used since then; true when nothing is left. */
  synchronized boolean sweep(Instant idleSince) {
    connections.removeIf(connection -> connection.closeIfIdleSince(idleSince));
    return connections.isEmpty();
  }

  synchronized int size() {
    return connections.size();
  }

  /** Ends all connections and their channels; a channel that was being opened dials no new one. */
  public synchronized void close() {
    closed = true;
    connections.forEach(UpstreamConnection::close);
  }
}
