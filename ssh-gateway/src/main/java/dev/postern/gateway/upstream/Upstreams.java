package dev.postern.gateway.upstream;

import dev.postern.gateway.channel.Receiver;
import dev.postern.gateway.channel.WireChannel;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The connections into containers. Channels of one identity share a few; a full one spills over
 * into the next. Connections for one client alone stay outside of the pool.
 */
public final class Upstreams implements AutoCloseable {

  private static final Duration SWEEP = Duration.ofSeconds(10);

  private final UpstreamClient client;
  private final UpstreamConfig config;
  private final Map<UpstreamKey, List<UpstreamConnection>> pool = new ConcurrentHashMap<>();
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "postern-upstream-sweep");
            thread.setDaemon(true);
            return thread;
          });

  public Upstreams(KeyPair gatewayKey, UpstreamConfig config) {
    this.config = config;
    this.client = new UpstreamClient(gatewayKey, config.connectDeadline(), config.ioThreads());
    sweeper.scheduleAtFixedRate(
        this::sweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Opens a channel on a connection of that identity.
   *
   * @param data the type-specific data of the open message
   * @return fails with {@link UpstreamException} or {@link WireChannel.Refused}
   */
  public CompletableFuture<WireChannel> open(
      UpstreamKey key, String type, byte[] data, Receiver receiver) {
    return open(key, type, data, receiver, true);
  }

  /** A connection of the pool may have ended unnoticed; then one more is tried. */
  private CompletableFuture<WireChannel> open(
      UpstreamKey key, String type, byte[] data, Receiver receiver, boolean again) {
    UpstreamConnection connection = reserve(key);
    if (connection == null) {
      return CompletableFuture.failedFuture(
          new UpstreamException("has too many sessions of your key; close some."));
    }
    return connection
        .open(type, data, receiver)
        .exceptionallyCompose(
            failure ->
                again && connection.isWornOut()
                    ? open(key, type, data, receiver, false)
                    : CompletableFuture.failedFuture(failure));
  }

  /** Connects ahead of the first channel. */
  public void warm(UpstreamKey key) {
    pool.compute(
        key,
        (k, before) -> {
          List<UpstreamConnection> live = live(before);
          if (live.isEmpty()) {
            live.add(dial(key));
          }
          return live;
        });
  }

  /**
   * A connection that no other client shares.
   *
   * @param towardsClient takes the channels that the container opens: agent, remote forwarding
   */
  public UpstreamConnection own(UpstreamKey key, WireChannel.Opening towardsClient) {
    return new UpstreamConnection(
        client.dial(key, towardsClient), config.channelsPerConnection(), config.openDeadline());
  }

  /** Opens a channel on such a connection. */
  public CompletableFuture<WireChannel> openOn(
      UpstreamConnection own, String type, byte[] data, Receiver receiver) {
    if (!own.reserve()) {
      return CompletableFuture.failedFuture(
          new UpstreamException("has too many sessions of this connection; close some."));
    }
    return own.open(type, data, receiver);
  }

  private UpstreamConnection reserve(UpstreamKey key) {
    var reserved = new AtomicReference<UpstreamConnection>();
    pool.compute(
        key,
        (k, before) -> {
          List<UpstreamConnection> live = live(before);
          live.stream().filter(UpstreamConnection::reserve).findFirst().ifPresent(reserved::set);
          if (reserved.get() == null && live.size() < config.connectionsPerIdentity()) {
            UpstreamConnection fresh = dial(key);
            fresh.reserve();
            reserved.set(fresh);
            live.add(fresh);
          }
          return live;
        });
    return reserved.get();
  }

  private static List<UpstreamConnection> live(List<UpstreamConnection> before) {
    var live = new ArrayList<UpstreamConnection>(before == null ? List.of() : before);
    live.removeIf(UpstreamConnection::isOver);
    return live;
  }

  private UpstreamConnection dial(UpstreamKey key) {
    return new UpstreamConnection(
        client.dial(key, null), config.channelsPerConnection(), config.openDeadline());
  }

  private void sweep() {
    Instant idleSince = Instant.now().minus(config.idle());
    for (UpstreamKey key : pool.keySet()) {
      pool.computeIfPresent(
          key,
          (k, connections) -> {
            List<UpstreamConnection> live = live(connections);
            live.removeIf(connection -> connection.closeIfIdleSince(idleSince));
            return live.isEmpty() ? null : live;
          });
    }
  }

  /** Connections that are open or being opened. */
  public int connectionCount() {
    return pool.values().stream().mapToInt(List::size).sum();
  }

  @Override
  public void close() {
    sweeper.shutdownNow();
    client.close();
  }
}
