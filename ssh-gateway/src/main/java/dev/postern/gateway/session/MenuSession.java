package dev.postern.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.events.state.ContainerState;
import dev.postern.gateway.channel.Bridge;
import dev.postern.gateway.channel.ChannelRequest;
import dev.postern.gateway.channel.Receiver;
import dev.postern.gateway.channel.RelayChannel;
import dev.postern.gateway.channel.SerialExecutor;
import dev.postern.gateway.lifecycle.StateMachine;
import dev.postern.gateway.login.Refusal;
import dev.postern.gateway.menu.LineEditor;
import dev.postern.gateway.menu.Menu;
import dev.postern.gateway.menu.MenuAction;
import dev.postern.gateway.upstream.UpstreamException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;

/**
 * A session channel at the menu. A chosen container takes its input and output until its shell
 * ends; then the menu is back. Commands, {@code sftp} and {@code scp} are told which login they
 * need, because a menu as an answer would break them.
 */
final class MenuSession implements Receiver {

  /** What may follow what. */
  private enum State implements StateMachine.State<State> {
    /** No shell was asked for yet. */
    NEW,
    MENU,
    /** A container was chosen, and a channel into it is being opened. */
    ENTERING,
    IN_CONTAINER,
    /** The client was told the exit status, or closed. */
    OVER;

    @Override
    public boolean canBecome(State next) {
      return switch (this) {
        case NEW -> next == MENU || next == OVER;
        case MENU -> next == ENTERING || next == OVER;
        case ENTERING -> next == MENU || next == IN_CONTAINER || next == OVER;
        case IN_CONTAINER -> next == MENU || next == OVER;
        case OVER -> false;
      };
    }
  }

  private final ClientConnection client;
  private final Menu menu;
  private final PtyState pty = new PtyState();
  private final SerialExecutor serial = new SerialExecutor();
  private LineEditor editor;
  private RelayChannel container;
  private ContainerSession session;
  private final Queue<byte[]> typedAhead = new ArrayDeque<>();
  private final StateMachine<State> state = new StateMachine<>(State.NEW);

  /** The client sends no more input; what it is in goes on to its end. */
  private boolean inputEnded;

  MenuSession(ClientConnection client) {
    this.client = client;
    String account = client.key().account();
    this.menu = new Menu(account, () -> client.context().view().enterable(account).toList());
  }

  @Override
  public void data(RelayChannel from, int extended, byte[] bytes, int offset, int length) {
    byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
    serial.execute(() -> typed(from, copy));
  }

  private void typed(RelayChannel from, byte[] bytes) {
    if (state.is(State.IN_CONTAINER)) {
      Bridge.intoContainer(container, session.fromClient()).data(from, 0, bytes, 0, bytes.length);
      return;
    }
    int read = 0;
    while (read < bytes.length && state.is(State.MENU)) {
      take(from, editor.type(bytes[read++]));
    }
    if (state.is(State.ENTERING) && read < bytes.length) {
      typedAhead.add(Arrays.copyOfRange(bytes, read, bytes.length));
    } else {
      read = bytes.length;
    }
    from.consumed(read);
  }

  private void take(RelayChannel from, LineEditor.Typed typed) {
    print(from, typed.echo());
    if (typed.end()) {
      quit(from);
    } else if (typed.line() != null) {
      follow(from, menu.type(typed.line()));
    }
  }

  private void follow(RelayChannel from, MenuAction action) {
    if (action.quit()) {
      quit(from);
    } else if (action.enter() != null) {
      enter(from, action.enter());
    } else {
      print(from, action.text());
    }
  }

  private void enter(RelayChannel from, ContainerState chosen) {
    Optional<Refusal> refusal = client.refusal(chosen);
    if (refusal.isPresent()) {
      refused(from, refusal.get());
      return;
    }
    state.become(State.ENTERING);
    session = client.sessionFromMenu(chosen);
    if (pty.agent()) {
      client.own(session);
    }
    client
        .open(
            session,
            "session",
            new byte[0],
            new MenuContainerReceiver(from, session, () -> serial.execute(() -> back(from))))
        .whenComplete((channel, failure) -> serial.execute(() -> entered(from, channel, failure)));
  }

  private void entered(RelayChannel from, RelayChannel channel, Throwable failure) {
    if (failure != null) {
      String why = UpstreamException.of(failure).getMessage();
      refused(from, Refusal.unreachable(session.container(), why));
    } else if (state.become(State.IN_CONTAINER)) {
      container = channel;
      pty.requests().forEach(channel::send);
      while (!typedAhead.isEmpty()) {
        typed(from, typedAhead.remove());
      }
      if (inputEnded) {
        channel.endOutput();
      }
    } else {
      channel.closeNow(); // The client is gone, or the container closed it already.
    }
  }

  private void refused(RelayChannel from, Refusal refusal) {
    client.refused(refusal);
    dropTypedAhead(from);
    if (!inputEnded) {
      state.become(State.MENU);
      print(from, refusal.sentence() + "\n" + menu.show());
    } else if (state.become(State.OVER)) {
      RejectedSession.say(from, refusal.sentence());
    }
  }

  /** It was meant for the container. */
  private void dropTypedAhead(RelayChannel from) {
    while (!typedAhead.isEmpty()) {
      from.consumed(typedAhead.remove().length);
    }
  }

  @Override
  public void request(RelayChannel from, ChannelRequest request) {
    serial.execute(() -> take(from, request));
  }

  private void take(RelayChannel from, ChannelRequest request) {
    if (pty.take(request)) {
      if (request.type().equals("pty-req")) {
        client.sitsAt(from);
      }
      menu.height(pty.isPty() ? pty.rows() : 0);
      if (state.is(State.IN_CONTAINER) && !request.type().equals("pty-req")) {
        container.send(new ChannelRequest(request.type(), false, request.payload()));
      }
      answer(from, request, true);
      return;
    }
    switch (request.type()) {
      case "shell" -> {
        answer(from, request, true);
        editor = new LineEditor(pty.isPty());
        if (state.is(State.NEW)) {
          state.become(State.MENU);
        }
        print(from, menu.show());
      }
      case "exec", "subsystem" -> {
        answer(from, request, true);
        state.become(State.OVER);
        RejectedSession.say(from, whichLogin());
      }
      default -> {
        if (state.is(State.IN_CONTAINER) && !request.wantReply()) {
          container.send(request);
        }
        answer(from, request, false);
      }
    }
  }

  private String whichLogin() {
    String account = client.key().account();
    return "Postern: commands, scp, sftp and rsync need a container; log in as CONTAINER-"
        + account
        + " (ssh "
        + account
        + "@… lists them).";
  }

  private static void answer(RelayChannel from, ChannelRequest request, boolean success) {
    if (request.wantReply()) {
      from.reply(success);
    }
  }

  @Override
  public void eof(RelayChannel from) {
    serial.execute(
        () -> {
          inputEnded = true;
          if (state.is(State.IN_CONTAINER)) {
            container.endOutput();
          } else if (!state.is(State.ENTERING)) {
            quit(from);
          }
        });
  }

  @Override
  public void closed(RelayChannel from) {
    serial.execute(
        () -> {
          state.become(State.OVER);
          if (container != null) {
            container.closeAfterOutput(Bridge.INPUT_LINGER);
          }
        });
  }

  private void quit(RelayChannel from) {
    if (state.become(State.OVER)) {
      from.sendAfterData(RejectedSession.exitStatus(0));
      from.endOutput();
      from.closeAfterOutput();
    }
  }

  private void print(RelayChannel to, String text) {
    String lines = pty.isPty() ? text.replaceAll("\r?\n", "\r\n") : text;
    byte[] bytes = lines.getBytes(UTF_8);
    if (bytes.length > 0) {
      to.send(0, bytes, 0, bytes.length, () -> {});
    }
  }

  private void back(RelayChannel from) {
    container = null;
    client.left(session);
    dropTypedAhead(from);
    if (inputEnded) {
      quit(from);
    } else if (state.become(State.MENU)) {
      print(from, menu.show());
    }
  }
}
