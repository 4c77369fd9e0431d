package dev.postern.gateway.upstream;

import dev.postern.gateway.channel.Receiver;
import dev.postern.gateway.channel.RelayChannel;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The connections into containers. Channels of one identity share a few; connections for one client
 * alone are a pool of that client's.
 */
public final class Upstreams implements AutoCloseable {

  private static final Duration SWEEP = Duration.ofSeconds(10);

  private final UpstreamClient client;
  private final UpstreamConfig config;
  private final Map<UpstreamKey, UpstreamPool> pools = new ConcurrentHashMap<>();
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
   * @return fails with {@link UpstreamException} or {@link RelayChannel.OpenFailure}
   */
  public CompletableFuture<RelayChannel> open(
      UpstreamKey key, String type, byte[] data, Receiver receiver) {
    return UpstreamPool.open(
        kind -> reserve(key, kind), type, data, receiver, config.connectionsPerIdentity());
  }

  /** Within the map's lock: a pool that is swept away meanwhile would keep its connections. */
  private UpstreamConnection reserve(UpstreamKey key, ChannelKind kind) {
    var reserved = new AtomicReference<UpstreamConnection>();
    pools.compute(
        key,
        (k, before) -> {
          UpstreamPool pool = before == null ? pool(key, null) : before;
          reserved.set(pool.reserve(kind));
          return pool;
        });
    return reserved.get();
  }

  /** Connects ahead of the first channel. */
  public void warm(UpstreamKey key) {
    pools.compute(
        key,
        (k, before) -> {
          UpstreamPool pool = before == null ? pool(key, null) : before;
          pool.warm();
          return pool;
        });
  }

  /**
   * Connections that no other client shares; the caller closes them.
   *
   * @param reverseChannels takes the channels that the container opens: agent, remote forwarding
   */
  public UpstreamPool own(UpstreamKey key, RelayChannel.Opening reverseChannels) {
    return pool(key, reverseChannels);
  }

  private UpstreamPool pool(UpstreamKey key, RelayChannel.Opening reverseChannels) {
    return new UpstreamPool(config, () -> client.dial(key, reverseChannels));
  }

  private void sweep() {
    Instant idleSince = Instant.now().minus(config.idle());
    for (UpstreamKey key : pools.keySet()) {
      pools.computeIfPresent(key, (k, pool) -> pool.sweep(idleSince) ? null : pool);
    }
  }

  /** Connections that are open or being opened. */
  public int connectionCount() {
    return pools.values().stream().mapToInt(UpstreamPool::size).sum();
  }

  @Override
  public void close() {
    sweeper.shutdownNow();
    client.close();
  }
}
