package dev.postern.gateway.webterminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.gateway.channel.ChannelRequest;
import dev.postern.gateway.channel.Receiver;
import dev.postern.gateway.channel.RelayChannel;
import dev.postern.gateway.channel.SerialExecutor;
import dev.postern.gateway.login.Refusal;
import dev.postern.gateway.revocation.AccessCheck;
import dev.postern.gateway.session.ContainerSession;
import dev.postern.gateway.session.GatewayContext;
import dev.postern.gateway.session.OpenSession;
import dev.postern.gateway.upstream.UpstreamException;
import dev.postern.gateway.upstream.UpstreamKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * A shell in a container. At most one client is attached to it and sees what it says; a resumable
 * one goes on for a while when its client is away. How it ended waits for that client as long.
 *
 * <p>Everything happens one after another in {@link #serial}.
 */
final class Shell implements Receiver {

  private static final Logger LOG = Logger.getLogger(Shell.class);

  private record Ended(CloseCode closeCode, String sentence) {}

  private final String session = SessionId.next();
  private final ContainerSession containerSession;
  private final Terminals terminals;
  private final TerminalConfig config;
  private final boolean resumable;
  private final GatewayContext context;
  private final TerminalOutput output;
  private final SerialExecutor serial = new SerialExecutor();
  private volatile RelayChannel container;
  private volatile Attachment attached;
  private volatile Ended ended;
  private volatile long active = System.nanoTime();
  private long detachedAt = System.nanoTime();

  Shell(
      ContainerSession containerSession,
      boolean resumable,
      Terminals terminals,
      TerminalConfig config) {
    this.containerSession = containerSession;
    this.resumable = resumable;
    this.terminals = terminals;
    this.config = config;
    this.context = terminals.context();
    this.output = new TerminalOutput(resumable);
  }

  String session() {
    return session;
  }

  String account() {
    return containerSession.principal().account();
  }

  boolean isRunning() {
    return ended == null;
  }

  /** As a list shows it; empty unless it was opened and runs. */
  Optional<OpenSession> listed() {
    return container != null && isRunning()
        ? Optional.of(containerSession.listed(attached == null))
        : Optional.empty();
  }

  // How it begins.

  void open(Attachment first, TerminalSize size) {
    attached = first;
    context
        .upstreams()
        .open(
            UpstreamKey.ofSignedIn(account(), containerSession.container()),
            "session",
            new byte[0],
            this)
        .whenComplete((channel, failure) -> serial.execute(() -> opened(channel, failure, size)));
  }

  private void opened(RelayChannel channel, Throwable failure, TerminalSize size) {
    if (failure != null) {
      String why = UpstreamException.of(failure).getMessage();
      refuse(Refusal.unreachable(containerSession.container(), why));
    } else if (ended != null) {
      channel.closeNow();
    } else {
      container = channel;
      channel.send(new ChannelRequest("pty-req", false, size.ptyRequest()));
      channel.send(new ChannelRequest("shell", true, new byte[0]));
      containerSession.open();
      context
          .audit()
          .publish(
              containerSession.openedEvent(),
              containerSession.id(),
              containerSession.principal().actor());
      LOG.infof(
          "Terminal opened container=%s account=%s session=%s",
          containerSession.container().container(), account(), containerSession.id());
      attached.begin(session, 0);
      attached.read();
    }
  }

  /** Ends it before it began. */
  void refuse(Refusal refusal) {
    context.audit().refused(refusal, account(), null, containerSession.principal().source());
    end(CloseCode.of(refusal.reason()), refusal.sentence());
  }

  // What the container sends.

  @Override
  public long window() {
    return TerminalOutput.IN_FLIGHT;
  }

  @Override
  public void data(RelayChannel from, int extended, byte[] bytes, int offset, int length) {
    containerSession.toClient().bytes().add(length);
    byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
    serial.execute(
        () -> {
          active = System.nanoTime();
          output.add(copy);
          show();
        });
  }

  @Override
  public void request(RelayChannel from, ChannelRequest request) {
    containerSession.toClient().request(request);
    if (request.wantReply()) {
      from.reply(false);
    }
  }

  @Override
  public void reply(RelayChannel from, boolean success) {
    if (!success) {
      refuse(
          Refusal.unreachable(
              containerSession.container(), "gives no shell; is root's login allowed?"));
    }
  }

  @Override
  public void closed(RelayChannel from) {
    if (from.isLost() && containerSession.howItEnded().isEmpty()) {
      end(CloseCode.UNREACHABLE, Refusal.lost(containerSession.container()).sentence());
    } else {
      end(CloseCode.ENDED, containerSession.howItEnded().orElse("the shell ended"));
    }
  }

  /** Sends what the client may have now, and lets the container send as much again. */
  private void show() {
    if (attached != null && ended == null) {
      send(output::next);
    }
    int done = output.done();
    if (done > 0 && container != null) {
      container.consumed(done);
    }
  }

  private void send(Supplier<byte[]> messages) {
    for (byte[] next = messages.get(); next.length > 0; next = messages.get()) {
      attached.show(next, output.sent());
    }
  }

  // What the client says.

  /** {@code sent} runs when the bytes are on their way to the container, or never will be. */
  void type(byte[] bytes, Runnable sent) {
    active = System.nanoTime();
    containerSession.fromClient().bytes().add(bytes.length);
    container.send(0, bytes, 0, bytes.length, sent);
  }

  void resize(TerminalSize size) {
    active = System.nanoTime();
    container.send(new ChannelRequest("window-change", false, size.windowChange()));
  }

  /** The client's connection took the output up to there. */
  void written(Attachment by, long offset) {
    serial.execute(
        () -> {
          if (attached == by) {
            output.written(offset);
            acknowledgeWritten(by);
          }
        });
  }

  /** The client can acknowledge nothing now: what it types waits for the container. */
  void unheard(Attachment client) {
    serial.execute(
        () -> {
          if (attached == client) {
            acknowledgeWritten(client);
          }
        });
  }

  private void acknowledgeWritten(Attachment client) {
    if (!client.acknowledges()) {
      output.acknowledgeWritten();
      show();
    }
  }

  /** The client showed the output up to there. */
  void acknowledged(Attachment by, long offset) {
    serial.execute(
        () -> {
          if (attached != by) {
            return;
          }
          if (offset > output.sent()) {
            by.leave(CloseCode.NO_CONTROL_MESSAGE, "Postern: so much output was never sent.");
          } else {
            output.acknowledge(offset);
            show();
          }
        });
  }

  // Which client is attached.

  /** A client came back that has the output up to an offset. */
  void attach(Attachment client, long offset, TerminalSize size) {
    serial.execute(
        () -> {
          if (!terminals.has(this) || offset > output.end()) {
            client.close(CloseCode.NO_SESSION, Terminals.NO_SESSION);
          } else if (ended != null && ended.closeCode() == CloseCode.REVOKED) {
            client.close(ended.closeCode(), ended.sentence());
          } else {
            takeOver(client, offset, size);
          }
        });
  }

  private void takeOver(Attachment client, long offset, TerminalSize size) {
    if (attached != null) {
      attached.close(CloseCode.TAKEN_OVER, "Postern: this terminal was opened in another window.");
    }
    attached = client;
    client.begin(session, output.attach(offset));
    if (ended != null) {
      finish();
    } else {
      active = System.nanoTime();
      resize(size);
      show();
      client.read();
    }
  }

  /**
   * The client is gone.
   *
   * @param forGood whether it will not come back; one that cannot never does
   */
  void detached(Attachment client, boolean forGood, CloseCode closeCode) {
    serial.execute(
        () -> {
          if (attached != client) {
            return;
          }
          attached = null;
          detachedAt = System.nanoTime();
          output.detach();
          show();
          if (forGood || !resumable || container == null) {
            endNow(closeCode, "the client left");
            terminals.remove(this);
          }
        });
  }

  // How it ends.

  /** Ends it where it is no longer open to its account, or is not used. */
  void recheck() {
    serial.execute(this::checkNow);
  }

  private void checkNow() {
    if (isRunning()) {
      AccessCheck.revoked(context.view(), account(), containerSession.container())
          .ifPresent(sentence -> endNow(CloseCode.REVOKED, sentence));
    }
    if (isRunning() && isOver(active, config.idle())) {
      endNow(CloseCode.IDLE, "Postern: nothing was typed or shown here for too long.");
    }
    if (attached == null && isOver(detachedAt, config.detached())) {
      endNow(CloseCode.ENDED, "the client did not come back");
      terminals.remove(this);
    }
  }

  private static boolean isOver(long since, Duration time) {
    return System.nanoTime() - since >= time.toNanos();
  }

  void tell(String sentence) {
    serial.execute(
        () -> {
          if (ended == null) {
            output.insert(("\r\n" + sentence + "\r\n").getBytes(UTF_8));
            show();
          }
        });
  }

  /** Ends it, and says why in the close reason. */
  void end(CloseCode closeCode, String sentence) {
    serial.execute(() -> endNow(closeCode, sentence));
  }

  private void endNow(CloseCode closeCode, String sentence) {
    if (ended != null) {
      return;
    }
    ended = new Ended(closeCode, sentence);
    leave(closeCode);
    if (attached != null) {
      finish();
    }
    if (!resumable) {
      terminals.remove(this);
    }
  }

  private void leave(CloseCode closeCode) {
    if (container != null) {
      container.closeNow();
    }
    if (containerSession.close()) {
      context
          .audit()
          .publish(containerSession.closedEvent(closeCode.reason()), containerSession.id());
      LOG.infof(
          "Terminal closed container=%s account=%s session=%s",
          containerSession.container().container(), account(), containerSession.id());
    }
  }

  /** Shows the rest, unless it must not be seen any more, and closes. */
  private void finish() {
    if (ended.closeCode() != CloseCode.REVOKED) {
      send(output::rest);
    }
    attached.close(ended.closeCode(), ended.sentence());
  }
}
