package dev.postern.gateway.upstream;

import dev.postern.gateway.channel.Receiver;
import dev.postern.gateway.channel.RelayChannel;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.session.ConnectionService;

/**
 * One connection to a container's sshd and the places for channels on it. How many sessions it
 * takes is a guess until the sshd refuses one; from then on it is what the sshd had accepted.
 */
public final class UpstreamConnection {

  private final CompletableFuture<ClientSession> ready;
  private final UpstreamConfig config;
  private int sessionPlaces;
  private int sessions;
  private int openSessions;
  private int forwardings;
  private boolean hadSessions;
  private boolean closed;
  private Instant idleSince = Instant.now();

  UpstreamConnection(
      CompletableFuture<ClientSession> ready, int sessionPlaces, UpstreamConfig config) {
    this.ready = ready;
    this.sessionPlaces = sessionPlaces;
    this.config = config;
  }

  /** Takes a place; false when it is full or over. */
  synchronized boolean reserve(ChannelKind kind) {
    if (isOver() || !hasPlace(kind)) {
      return false;
    }
    if (kind == ChannelKind.SESSION) {
      sessions++;
    } else {
      forwardings++;
    }
    return true;
  }

  private boolean hasPlace(ChannelKind kind) {
    return kind == ChannelKind.SESSION
        ? sessions < sessionPlaces
        : forwardings < config.forwardingsPerConnection();
  }

  synchronized int sessionPlaces() {
    return sessionPlaces;
  }

  private synchronized void opened(ChannelKind kind) {
    if (kind == ChannelKind.SESSION) {
      openSessions++;
      hadSessions = true;
    }
  }

  private synchronized void over(ChannelKind kind) {
    if (kind == ChannelKind.SESSION) {
      openSessions--;
    }
    release(kind);
  }

  private synchronized void failed(ChannelKind kind, Throwable failure) {
    if (kind == ChannelKind.SESSION) {
      learnFrom(cause(failure));
    }
    release(kind);
  }

  private void learnFrom(Throwable failure) {
    if (failure instanceof TimeoutException) {
      sessionPlaces = 0; // It does not answer: it takes nothing new.
    } else if (failure instanceof RelayChannel.OpenFailure) {
      sessionPlaces = Math.min(sessionPlaces, Math.max(1, openSessions));
    }
  }

  private synchronized void release(ChannelKind kind) {
    if (kind == ChannelKind.SESSION) {
      sessions--;
    } else {
      forwardings--;
    }
    idleSince = Instant.now();
  }

  synchronized boolean closeIfIdleSince(Instant time) {
    if (sessions + forwardings == 0 && !isOver() && idleSince.isBefore(time)) {
      close();
    }
    return isOver();
  }

  /** Whether it ended, or never came to be. */
  public synchronized boolean isOver() {
    return closed
        || ready.isCompletedExceptionally()
        || (ready.isDone() && ready.join().isClosing());
  }

  /**
   * Whether a channel that failed here may be opened on another connection: this one was usable
   * once and ended since, or its sshd takes sessions, but no more of them.
   */
  synchronized boolean mayDoBetterElsewhere(ChannelKind kind, Throwable failure) {
    boolean wornOut = ready.isDone() && !ready.isCompletedExceptionally() && isOver();
    boolean full =
        kind == ChannelKind.SESSION
            && hadSessions
            && cause(failure) instanceof RelayChannel.OpenFailure;
    return wornOut || full;
  }

  /** Completes with the connection once it is authenticated. */
  public CompletableFuture<ClientSession> session() {
    return ready;
  }

  /** Opens a channel on a place that was reserved; the place is free again when it is over. */
  CompletableFuture<RelayChannel> open(String type, byte[] data, Receiver receiver) {
    ChannelKind kind = ChannelKind.of(type);
    return ready
        .thenCompose(
            session -> openOn(session, RelayChannel.outgoing(type, receiver), data, deadline(kind)))
        .whenComplete(
            (channel, failure) -> {
              if (failure != null) {
                failed(kind, failure);
              } else {
                opened(kind);
                channel.over().thenRun(() -> over(kind));
              }
            });
  }

  private static CompletableFuture<RelayChannel> openOn(
      ClientSession session, RelayChannel channel, byte[] data, Duration deadline) {
    try {
      session.getService(ConnectionService.class).registerChannel(channel);
      return channel.requestOpen(data).orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException | RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Duration deadline(ChannelKind kind) {
    return kind == ChannelKind.SESSION ? config.openDeadline() : config.forwardingDeadline();
  }

  private static Throwable cause(Throwable failure) {
    return failure.getCause() == null ? failure : failure.getCause();
  }

  /** Ends it and all its channels. */
  public synchronized void close() {
    closed = true;
    ready.whenComplete(
        (session, failure) -> {
          if (session != null) {
            session.close(true);
          }
        });
  }
}
