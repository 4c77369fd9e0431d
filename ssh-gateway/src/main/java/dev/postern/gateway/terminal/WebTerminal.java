package dev.postern.gateway.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.gateway.channel.ChannelRequest;
import dev.postern.gateway.channel.Receiver;
import dev.postern.gateway.channel.Serial;
import dev.postern.gateway.channel.WireChannel;
import dev.postern.gateway.login.Refusal;
import dev.postern.gateway.session.Gate;
import dev.postern.gateway.session.Visit;
import dev.postern.gateway.upstream.UpstreamException;
import dev.postern.gateway.upstream.UpstreamKey;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * A shell in a container, and the WebSocket that shows it. What the shell sends is given back to
 * its window once it is written to the client; the client's next frame is read once an earlier one
 * is on its way to the container. So neither side makes memory grow.
 */
final class WebTerminal implements Receiver, ClientFrames.Taker {

  private static final Logger LOG = Logger.getLogger(WebTerminal.class);

  /** Frames of the client that are read ahead: 1 MiB at most. */
  private static final int READ_AHEAD = 16;

  private final Screen screen;
  private final Visit visit;
  private final Gate gate;
  private final Terminals terminals;
  private final Serial serial = new Serial();
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger unread = new AtomicInteger();
  private volatile WireChannel container;
  private volatile long active = System.nanoTime();
  private Consumer<String> renewals = token -> {};

  WebTerminal(Screen screen, Visit visit, Terminals terminals) {
    this.screen = screen;
    this.visit = visit;
    this.terminals = terminals;
    this.gate = terminals.gate();
  }

  String account() {
    return visit.visitor().account();
  }

  /** Takes the tokens that the client sends to stay; to be set before it is opened. */
  void renewals(Consumer<String> taker) {
    renewals = taker;
  }

  /** Opens the shell; the client's frames are read from then on. */
  void open(TerminalSize size) {
    gate.upstreams()
        .open(UpstreamKey.ofSignedIn(account(), visit.container()), "session", new byte[0], this)
        .whenComplete((channel, failure) -> serial.run(() -> opened(channel, failure, size)));
  }

  private void opened(WireChannel channel, Throwable failure, TerminalSize size) {
    if (failure != null) {
      String why = UpstreamException.of(failure).getMessage();
      refuse(Refusal.unreachable(visit.container(), why));
    } else if (over.get()) {
      channel.closeNow();
    } else {
      container = channel;
      channel.send(new ChannelRequest("pty-req", false, size.ptyRequest()));
      channel.send(new ChannelRequest("shell", true, new byte[0]));
      visit.open();
      gate.log().visited(visit.openedEvent(), visit.id());
      LOG.infof(
          "Terminal opened container=%s account=%s", visit.container().container(), account());
      screen.fetch(READ_AHEAD);
    }
  }

  /** Ends it before it began. */
  void refuse(Refusal refusal) {
    gate.log().refused(refusal, account(), null, visit.visitor().source());
    end(Ending.of(refusal.reason()), refusal.sentence());
  }

  // What the container sends.

  @Override
  public void data(WireChannel from, int extended, byte[] bytes, int offset, int length) {
    visit.toClient().bytes().add(length);
    show(Buffer.buffer().appendBytes(bytes, offset, length), () -> from.taken(length));
  }

  private void show(Buffer bytes, Runnable shown) {
    screen.show(
        bytes,
        () -> {
          active = System.nanoTime();
          shown.run();
        });
  }

  @Override
  public void request(WireChannel from, ChannelRequest request) {
    visit.toClient().request(request);
    if (request.wantReply()) {
      from.reply(false);
    }
  }

  @Override
  public void reply(WireChannel from, boolean success) {
    if (!success) {
      refuse(Refusal.unreachable(visit.container(), "gives no shell; is root's login allowed?"));
    }
  }

  @Override
  public void closed(WireChannel from) {
    if (from.isLost() && visit.ending().isEmpty()) {
      end(Ending.UNREACHABLE, Refusal.lost(visit.container()).sentence());
    } else {
      end(Ending.ENDED, visit.ending().orElse("the shell ended"));
    }
  }

  // What the client sends.

  @Override
  public void input(byte[] bytes) {
    if (over.get()) {
      return; // It may never have begun.
    }
    active = System.nanoTime();
    unread.incrementAndGet();
    visit.fromClient().bytes().add(bytes.length);
    container.send(
        0,
        bytes,
        0,
        bytes.length,
        () -> {
          unread.decrementAndGet();
          passed();
        });
  }

  @Override
  public void control(String text) {
    if (over.get()) {
      return;
    }
    active = System.nanoTime();
    Control control = Control.parse(text).orElse(null);
    if (control instanceof Control.Resize resize) {
      container.send(new ChannelRequest("window-change", false, resize.size().windowChange()));
    } else if (control instanceof Control.Renewal renewal) {
      renewals.accept(renewal.token());
    } else {
      end(
          Ending.NO_CONTROL_MESSAGE,
          "Postern: a text message is {\"type\":\"resize\"|\"token\",…}.");
    }
    screen.fetch(1);
  }

  @Override
  public void tooLong() {
    end(Ending.MESSAGE_TOO_LONG, "Postern: a control message has at most 16 KiB.");
  }

  @Override
  public void passed() {
    screen.fetch(1);
  }

  // How it ends.

  void recheck() {
    boolean open =
        gate.view()
            .container(visit.container().container())
            .filter(now -> gate.view().mayEnter(account(), now))
            .isPresent();
    if (!open) {
      end(
          Ending.REVOKED,
          "Postern: container "
              + visit.container().name()
              + " was deleted or is no longer shared with you.");
    }
  }

  void tell(String sentence) {
    if (!over.get()) {
      show(Buffer.buffer(("\r\n" + sentence + "\r\n").getBytes(UTF_8)), () -> {});
    }
  }

  void signedOut() {
    end(Ending.SIGNED_OUT, "Postern: your sign-in expired; sign in again.");
  }

  /** Whether nothing of what the client sent waits for the container. */
  boolean reads() {
    return unread.get() == 0;
  }

  void ping() {
    screen.ping();
  }

  boolean isIdleFor(Duration time) {
    return System.nanoTime() - active >= time.toNanos();
  }

  /** Ends it, and says why in the close reason. */
  void end(Ending ending, String sentence) {
    if (over.compareAndSet(false, true)) {
      leave(ending);
      screen.close(ending.code(), sentence);
    }
  }

  /** The client is gone. */
  void gone() {
    if (over.compareAndSet(false, true)) {
      leave(Ending.ENDED);
    }
  }

  private void leave(Ending ending) {
    terminals.remove(this);
    serial.run(
        () -> {
          if (container != null) {
            container.closeNow();
          }
        });
    if (visit.close()) {
      gate.log().visited(visit.closedEvent(ending.reason()), visit.id());
      LOG.infof(
          "Terminal closed container=%s account=%s", visit.container().container(), account());
    }
  }
}
