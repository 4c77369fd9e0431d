package dev.postern.gateway.session;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.postern.events.EventData;
import dev.postern.events.sessions.SessionClosed;
import dev.postern.events.sessions.SessionOpened;
import dev.postern.events.sessions.TerminalClosed;
import dev.postern.events.sessions.TerminalOpened;
import dev.postern.events.state.ContainerState;
import dev.postern.gateway.channel.Bridge;
import dev.postern.gateway.channel.ChannelRequest;
import dev.postern.keytable.RegisteredKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * A client's session in one container, over however many channels: what its events say. Nothing of
 * what was typed.
 */
public final class ContainerSession {

  private final UUID id = UuidCreator.getTimeOrderedEpoch();
  private final Instant since = Instant.now();
  private final ContainerState container;
  private final SessionPrincipal principal;
  private final boolean menu;
  private final LongAdder in = new LongAdder();
  private final LongAdder out = new LongAdder();
  private final AtomicBoolean opened = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Long exit;
  private volatile String signal;

  /**
   * @param menu whether the container was chosen in the menu
   */
  public ContainerSession(ContainerState container, SessionPrincipal principal, boolean menu) {
    this.container = container;
    this.principal = principal;
    this.menu = menu;
  }

  public UUID id() {
    return id;
  }

  public ContainerState container() {
    return container;
  }

  public SessionPrincipal principal() {
    return principal;
  }

  /** True for the first caller. */
  public boolean open() {
    return opened.compareAndSet(false, true);
  }

  /** True for the first caller after it was opened. */
  public boolean close() {
    return opened.get() && closed.compareAndSet(false, true);
  }

  public Bridge.Meter fromClient() {
    return () -> in;
  }

  public Bridge.Meter toClient() {
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

  /** Status or signal of the last command that ended; empty where none did. */
  public Optional<String> howItEnded() {
    if (signal != null) {
      return Optional.of("signal " + signal);
    }
    return Optional.ofNullable(exit).map(status -> "exit " + status);
  }

  /** As a list shows it. */
  public OpenSession listed(boolean detached) {
    RegisteredKey key = principal.key();
    return new OpenSession(
        id,
        principal.account(),
        container.container(),
        container.name(),
        key == null ? null : key.fingerprint().toString(),
        key == null ? OpenSession.Kind.TERMINAL : OpenSession.Kind.SSH,
        since,
        detached);
  }

  public EventData openedEvent() {
    return principal.key() == null
        ? new TerminalOpened(
            id, container.container(), container.account(), principal.account(), principal.source())
        : new SessionOpened(
            id,
            container.container(),
            container.account(),
            principal.account(),
            principal.key().id(),
            principal.key().fingerprint().toString(),
            principal.source(),
            menu);
  }

  public EventData closedEvent(SessionClosed.Reason reason) {
    long duration = Duration.between(since, Instant.now()).toMillis();
    return principal.key() == null
        ? new TerminalClosed(
            id,
            container.container(),
            container.account(),
            principal.account(),
            principal.source(),
            duration,
            in.sum(),
            out.sum(),
            exit,
            signal,
            reason)
        : new SessionClosed(
            id,
            container.container(),
            container.account(),
            principal.account(),
            principal.key().id(),
            principal.key().fingerprint().toString(),
            principal.source(),
            duration,
            in.sum(),
            out.sum(),
            exit,
            signal,
            reason);
  }
}
