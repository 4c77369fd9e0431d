package dev.postern.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.gateway.channel.Bridge;
import dev.postern.gateway.channel.ChannelRequest;
import dev.postern.gateway.channel.Receiver;
import dev.postern.gateway.channel.RelayChannel;
import dev.postern.gateway.channel.SerialExecutor;
import dev.postern.gateway.lifecycle.StateMachine;
import dev.postern.gateway.login.Refusal;
import dev.postern.gateway.upstream.UpstreamException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import org.apache.sshd.common.SshConstants;

/**
 * A session channel on its way into a container. Its first request decides which connection it
 * takes: agent forwarding has one of its own. Until the container's side is open, what the client
 * sends waits; the client's window bounds it.
 */
final class DirectSession implements Receiver {

  /** What may follow what. */
  private enum State implements StateMachine.State<State> {
    /** No request came yet: the connection that it takes is not decided. */
    NEW,
    OPENING,
    /** The client closed while the container's side is being opened: its command still goes on. */
    LEAVING,
    OPEN,
    /** The client is told why it does not get in. */
    REJECTED,
    /** The client closed, or is gone. */
    CLOSED;

    @Override
    public boolean canBecome(State next) {
      return switch (this) {
        case NEW -> next == OPENING || next == CLOSED;
        case OPENING -> next != NEW && next != OPENING;
        case LEAVING -> next == OPEN || next == REJECTED;
        case OPEN, REJECTED -> next == CLOSED;
        case CLOSED -> false;
      };
    }

    private boolean isDecided() {
      return this == OPEN || this == REJECTED;
    }
  }

  static final String AGENT = "auth-agent-req@openssh.com";

  private static final String NO_X11 =
      "Postern: X11 is not forwarded; reach a display in the container with ssh -L instead.\r\n";

  private final ClientConnection client;
  private final ContainerSession session;
  private final SerialExecutor serial = new SerialExecutor();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private volatile RelayChannel container;
  private final StateMachine<State> state = new StateMachine<>(State.NEW);
  private RejectedSession rejected;

  DirectSession(ClientConnection client, ContainerSession session) {
    this.client = client;
    this.session = session;
  }

  @Override
  public void data(RelayChannel from, int extended, byte[] bytes, int offset, int length) {
    if (container != null && serial.isIdle()) {
      bridge().data(from, extended, bytes, offset, length);
      return;
    }
    byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
    serial.execute(() -> whenDecided(() -> pass(from, extended, copy)));
  }

  private void pass(RelayChannel from, int extended, byte[] bytes) {
    if (state.is(State.REJECTED)) {
      from.consumed(bytes.length);
    } else {
      bridge().data(from, extended, bytes, 0, bytes.length);
    }
  }

  private Bridge bridge() {
    return Bridge.intoContainer(container, session.fromClient());
  }

  @Override
  public void request(RelayChannel from, ChannelRequest request) {
    serial.execute(() -> take(from, request));
  }

  private void take(RelayChannel from, ChannelRequest request) {
    if (request.type().equals("x11-req")) {
      refuseX11(from, request);
    } else if (request.type().equals(AGENT) && !hasOwn()) {
      // It is on a shared connection already, where another client's agent may be.
      whenDecided(() -> answer(from, request, false));
    } else {
      if (request.type().equals("pty-req")) {
        client.sitsAt(from);
      }
      open(from);
      whenDecided(() -> pass(from, request));
    }
  }

  private boolean hasOwn() {
    if (state.is(State.NEW)) {
      client.own(session);
      return true;
    }
    return client.hasOwn(session);
  }

  private void pass(RelayChannel from, ChannelRequest request) {
    if (state.is(State.REJECTED)) {
      rejected.request(from, request);
    } else {
      container.send(request);
    }
  }

  private static void refuseX11(RelayChannel from, ChannelRequest request) {
    byte[] line = NO_X11.getBytes(UTF_8);
    from.send(SshConstants.SSH_EXTENDED_DATA_STDERR, line, 0, line.length, () -> {});
    answer(from, request, false);
  }

  private static void answer(RelayChannel from, ChannelRequest request, boolean success) {
    if (request.wantReply()) {
      from.reply(success);
    }
  }

  @Override
  public void eof(RelayChannel from) {
    serial.execute(
        () ->
            whenDecided(
                () -> {
                  if (state.is(State.OPEN)) {
                    container.endOutput();
                  }
                }));
  }

  /**
   * Many clients close the channel as soon as the output ended, which is before the command did.
   * Like an sshd, the gateway then answers after the exit status.
   */
  @Override
  public boolean answersClose() {
    return true;
  }

  @Override
  public void closed(RelayChannel from) {
    serial.execute(() -> close(from));
  }

  private void close(RelayChannel from) {
    switch (state.now()) {
      // One that is only closed leaves once its command went on.
      case OPENING -> state.become(from.isLost() ? State.CLOSED : State.LEAVING);
      case OPEN -> leave(from);
      case NEW, LEAVING, REJECTED, CLOSED -> {
        state.become(State.CLOSED);
        from.closeAfterOutput();
      }
    }
  }

  /** What the client sent before it left still arrives; the container's close then is ours. */
  private void leave(RelayChannel from) {
    state.become(State.CLOSED);
    container.closeAfterOutput(Bridge.INPUT_LINGER);
    container.unlessOverWithin(client.context().linger(), from::closeNow);
  }

  private void open(RelayChannel from) {
    if (!state.become(State.OPENING)) {
      return;
    }
    Optional<Refusal> refusal = client.refusal(session.container());
    if (refusal.isPresent()) {
      refuse(from, refusal.get());
      return;
    }
    client
        .open(session, "session", new byte[0], Bridge.toClient(from, session.toClient(), lost()))
        .whenComplete((channel, failure) -> serial.execute(() -> opened(from, channel, failure)));
  }

  private String lost() {
    return Refusal.lost(session.container()).sentence() + "\r\n";
  }

  private void opened(RelayChannel from, RelayChannel channel, Throwable failure) {
    boolean leaving = state.is(State.LEAVING);
    if (failure != null) {
      String why = UpstreamException.of(failure).getMessage();
      refuse(from, Refusal.unreachable(session.container(), why));
    } else if (state.become(State.OPEN)) {
      container = channel;
      runWaiting();
      if (leaving) {
        leave(from);
      }
    } else {
      channel.closeNow(); // The client is gone.
    }
  }

  private void refuse(RelayChannel from, Refusal refusal) {
    boolean leaving = state.is(State.LEAVING);
    client.refused(refusal);
    if (state.become(State.REJECTED)) {
      rejected = new RejectedSession(refusal.sentence());
      runWaiting();
    }
    if (leaving) {
      close(from);
    }
  }

  private void whenDecided(Runnable task) {
    if (state.now().isDecided()) {
      task.run();
    } else if (state.is(State.NEW) || state.is(State.OPENING)) {
      waiting.add(task);
    }
  }

  private void runWaiting() {
    for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
      task.run();
    }
  }
}
