package dev.postern.gateway.webterminal;

import dev.postern.events.sessions.LoginRefused;
import dev.postern.gateway.login.Destination;
import dev.postern.gateway.login.LoginGrammar;
import dev.postern.gateway.login.Refusal;
import dev.postern.gateway.session.ContainerSession;
import dev.postern.gateway.session.GatewayContext;
import dev.postern.gateway.session.SessionPrincipal;
import io.vertx.core.http.ServerWebSocket;
import jakarta.enterprise.context.ApplicationScoped;

/** Opens a terminal for a user who signed in, or closes the WebSocket with the reason. */
@ApplicationScoped
class TerminalOpener {

  private final TerminalConfig config;
  private final TokenReader tokens;
  private final Terminals terminals;
  private final GatewayContext context;
  private final LoginGrammar grammar;

  TerminalOpener(TerminalConfig config, TokenReader tokens, Terminals terminals) {
    this.config = config;
    this.tokens = tokens;
    this.terminals = terminals;
    this.context = terminals.context();
    this.grammar = new LoginGrammar(context.view());
  }

  void open(AcceptedHandshake handshake) {
    if (handshake.request().target() instanceof TerminalRequest.Target.Container container) {
      open(handshake, container.name());
    } else if (handshake.request().target() instanceof TerminalRequest.Target.Session session) {
      attach(handshake, session);
    }
  }

  private void attach(AcceptedHandshake handshake, TerminalRequest.Target.Session session) {
    terminals
        .find(session.id(), handshake.account())
        .ifPresentOrElse(
            shell ->
                shell.attach(
                    client(handshake, shell), session.offset(), handshake.request().size()),
            () -> close(handshake, CloseCode.NO_SESSION, Terminals.NO_SESSION));
  }

  private void open(AcceptedHandshake handshake, String container) {
    if (terminals.isStopping()) {
      close(handshake, CloseCode.NOT_NOW, "Postern: the gateway restarts; try again.");
      return;
    }
    SessionPrincipal principal =
        SessionPrincipal.signedIn(
            handshake.account(), handshake.source(), handshake.user().actor());
    Destination destination = destination(container, handshake.account());
    if (destination instanceof Destination.Direct direct) {
      open(handshake, new ContainerSession(direct.container(), principal, false));
    } else {
      reject(handshake, ((Destination.Denied) destination).refusal());
    }
  }

  private void open(AcceptedHandshake handshake, ContainerSession containerSession) {
    boolean resumable = handshake.request().protocol().isResumable();
    var shell = new Shell(containerSession, resumable, terminals, config);
    if (terminals.add(shell, config.perAccount())) {
      shell.open(client(handshake, shell), handshake.request().size());
    } else {
      reject(handshake, Refusal.tooManyTerminals());
    }
  }

  private Destination destination(String named, String account) {
    if (context.isStale()) {
      return new Destination.Denied(Refusal.stale());
    }
    Destination found = grammar.container(named, account);
    if (found instanceof Destination.Direct direct) {
      return context
          .refusal(direct.container())
          .<Destination>map(Destination.Denied::new)
          .orElse(found);
    }
    return isUnknown(found) ? new Destination.Denied(Refusal.noSuchContainer(named)) : found;
  }

  private static boolean isUnknown(Destination found) {
    return found instanceof Destination.Denied denied
        && denied.refusal().reason() == LoginRefused.Reason.NO_CONTAINER;
  }

  private void reject(AcceptedHandshake handshake, Refusal refusal) {
    context.audit().refused(refusal, handshake.account(), null, handshake.source());
    close(handshake, CloseCode.of(refusal.reason()), refusal.sentence());
  }

  private static void close(AcceptedHandshake handshake, CloseCode code, String sentence) {
    handshake.terminalSocket().close(code.code(), sentence);
  }

  private Attachment client(AcceptedHandshake handshake, Shell shell) {
    ClientProtocol protocol = handshake.request().protocol();
    var client = new Attachment(handshake.terminalSocket(), shell, protocol);
    var timeouts = new TerminalTimeouts(handshake.vertx(), client, config.keepAlive());
    timeouts.until(handshake.user().until());
    client.renewals(token -> renew(token, handshake.account(), client, timeouts));
    var frames = new ClientFrames(protocol.isControlled(), client);
    ServerWebSocket socket = handshake.socket();
    socket.frameHandler(frames::take);
    socket.pongHandler(pong -> timeouts.answered());
    socket.exceptionHandler(failure -> {}); // It closes, and that is handled.
    socket.closeHandler(
        closed -> {
          timeouts.stop();
          client.gone(socket.closeStatusCode());
        });
    return client;
  }

  private void renew(String token, String account, Attachment client, TerminalTimeouts timeouts) {
    tokens
        .read(token)
        .subscribe()
        .with(
            user -> {
              if (user.account().equals(account)) {
                timeouts.until(user.until());
              } else {
                client.signedOut();
              }
            },
            failure -> client.signedOut());
  }
}
