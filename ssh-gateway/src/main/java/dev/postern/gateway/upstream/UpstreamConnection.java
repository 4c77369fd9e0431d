package dev.postern.gateway.upstream;

import dev.postern.gateway.channel.Receiver;
import dev.postern.gateway.channel.WireChannel;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.session.ConnectionService;

/** One connection to a container's sshd and the places for channels on it. */
public final class UpstreamConnection {

  private final CompletableFuture<ClientSession> ready;
  private final Duration deadline;
  private final int places;
  private int taken;
  private boolean closed;
  private Instant idleSince = Instant.now();

  UpstreamConnection(CompletableFuture<ClientSession> ready, int places, Duration deadline) {
    this.ready = ready;
    this.places = places;
    this.deadline = deadline;
  }

  /** Takes a place; false when it is full or over. */
  synchronized boolean reserve() {
    if (isOver() || taken >= places) {
      return false;
    }
    taken++;
    return true;
  }

  private synchronized void release() {
    taken--;
    idleSince = Instant.now();
  }

  synchronized boolean closeIfIdleSince(Instant time) {
    if (taken == 0 && !isOver() && idleSince.isBefore(time)) {
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

  /** Whether it was usable once and ended since: another one may work. */
  boolean isWornOut() {
    return ready.isDone() && !ready.isCompletedExceptionally() && isOver();
  }

  /** Completes with the connection once it is authenticated. */
  public CompletableFuture<ClientSession> session() {
    return ready;
  }

  /** Opens a channel on a place that was reserved; the place is free again when it is over. */
  CompletableFuture<WireChannel> open(String type, byte[] data, Receiver receiver) {
    return ready
        .thenCompose(session -> openOn(session, WireChannel.outgoing(type, receiver), data))
        .whenComplete(
            (channel, failure) -> {
              if (failure != null) {
                release();
              } else {
                channel.over().thenRun(this::release);
              }
            });
  }

  private CompletableFuture<WireChannel> openOn(
      ClientSession session, WireChannel channel, byte[] data) {
    try {
      session.getService(ConnectionService.class).registerChannel(channel);
      CompletableFuture<WireChannel> opened = channel.requestOpen(data);
      return opened.orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException | RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
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
