package dev.postern.gateway.session;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.postern.events.sessions.SessionClosed;
import dev.postern.events.sessions.SessionOpened;
import dev.postern.events.state.ContainerState;
import dev.postern.gateway.channel.Bridge;
import dev.postern.gateway.channel.ChannelRequest;
import dev.postern.gateway.view.RegisteredKey;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.apache.sshd.common.util.buffer.Buffer;

/** A client's stay in one container: what its events say. Nothing of what was typed. */
final class Visit {

  private final UUID id = UuidCreator.getTimeOrderedEpoch();
  private final Instant since = Instant.now();
  private final ContainerState container;
  private final RegisteredKey key;
  private final String source;
  private final boolean menu;
  private final LongAdder in = new LongAdder();
  private final LongAdder out = new LongAdder();
  private final AtomicBoolean opened = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Long exit;
  private volatile String signal;

  Visit(ContainerState container, RegisteredKey key, String source, boolean menu) {
    this.container = container;
    this.key = key;
    this.source = source;
    this.menu = menu;
  }

  ContainerState container() {
    return container;
  }

  /** True for the first caller. */
  boolean open() {
    return opened.compareAndSet(false, true);
  }

  /** True for the first caller after it was opened. */
  boolean close() {
    return opened.get() && closed.compareAndSet(false, true);
  }

  Bridge.Meter fromClient() {
    return () -> in;
  }

  Bridge.Meter toClient() {
    return new Bridge.Meter() {
      @Override
      public LongAdder bytes() {
        return out;
      }

      @Override
      public void request(ChannelRequest request) {
        note(request);
      }
    };
  }

  private void note(ChannelRequest request) {
    Buffer data = request.reader();
    if (request.type().equals("exit-status")) {
      exit = data.getUInt();
      signal = null;
    } else if (request.type().equals("exit-signal")) {
      exit = null;
      signal = data.getString();
    }
  }

  SessionOpened openedEvent() {
    return new SessionOpened(
        id,
        container.container(),
        container.account(),
        key.account(),
        key.id(),
        key.fingerprint().toString(),
        source,
        menu);
  }

  SessionClosed closedEvent(SessionClosed.Reason reason) {
    return new SessionClosed(
        id,
        container.container(),
        container.account(),
        key.account(),
        key.id(),
        key.fingerprint().toString(),
        source,
        Duration.between(since, Instant.now()).toMillis(),
        in.sum(),
        out.sum(),
        exit,
        signal,
        reason);
  }
}
