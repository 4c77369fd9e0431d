package dev.postern.gateway.terminal;

import dev.postern.events.sessions.LoginRefused;
import dev.postern.gateway.login.Destination;
import dev.postern.gateway.login.LoginGrammar;
import dev.postern.gateway.login.Refusal;
import dev.postern.gateway.session.ContainerSession;
import dev.postern.gateway.session.GatewayContext;
import dev.postern.gateway.session.SessionPrincipal;
import io.vertx.core.http.ServerWebSocket;
import jakarta.enterprise.context.ApplicationScoped;

/** Leads who signed in to the container that he named, or closes the WebSocket with the reason. */
@ApplicationScoped
class Reception {

  private final TerminalConfig config;
  private final SignIn signIn;
  private final Terminals terminals;
  private final GatewayContext context;
  private final LoginGrammar grammar;

  Reception(TerminalConfig config, SignIn signIn, Terminals terminals) {
    this.config = config;
    this.signIn = signIn;
    this.terminals = terminals;
    this.context = terminals.context();
    this.grammar = new LoginGrammar(context.view());
  }

  void seat(Arrival arrival) {
    if (arrival.knock().target() instanceof Knock.Target.Container container) {
      open(arrival, container.name());
    } else if (arrival.knock().target() instanceof Knock.Target.Session session) {
      attach(arrival, session);
    }
  }

  private void attach(Arrival arrival, Knock.Target.Session session) {
    terminals
        .find(session.id(), arrival.account())
        .ifPresentOrElse(
            shell -> shell.attach(client(arrival, shell), session.offset(), arrival.knock().size()),
            () -> arrival.screen().close(Ending.NO_SESSION.code(), Terminals.NO_SESSION));
  }

  private void open(Arrival arrival, String container) {
    if (terminals.isStopping()) {
      arrival.screen().close(Ending.NOT_NOW.code(), "Postern: the gateway restarts; try again.");
      return;
    }
    SessionPrincipal principal = SessionPrincipal.signedIn(arrival.account(), arrival.source());
    Destination destination = destination(container, arrival.account());
    if (destination instanceof Destination.Direct direct) {
      open(arrival, new ContainerSession(direct.container(), principal, false));
    } else {
      turnAway(arrival, ((Destination.Denied) destination).refusal());
    }
  }

  private void open(Arrival arrival, ContainerSession containerSession) {
    boolean resumable = arrival.knock().protocol().isResumable();
    var shell = new Shell(containerSession, resumable, terminals, config);
    if (terminals.add(shell, config.perAccount())) {
      shell.open(client(arrival, shell), arrival.knock().size());
    } else {
      turnAway(arrival, Refusal.tooManyTerminals());
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

  private void turnAway(Arrival arrival, Refusal refusal) {
    context.audit().refused(refusal, arrival.account(), null, arrival.source());
    arrival.screen().close(Ending.of(refusal.reason()).code(), refusal.sentence());
  }

  private Attachment client(Arrival arrival, Shell shell) {
    Protocol protocol = arrival.knock().protocol();
    var client = new Attachment(arrival.screen(), shell, protocol);
    var watch = new Watch(arrival.vertx(), client, config.keepAlive());
    watch.until(arrival.person().until());
    client.renewals(token -> renew(token, arrival.account(), client, watch));
    var frames = new ClientFrames(protocol.isControlled(), client);
    ServerWebSocket socket = arrival.socket();
    socket.frameHandler(frames::take);
    socket.pongHandler(pong -> watch.answered());
    socket.exceptionHandler(failure -> {}); // It closes, and that is handled.
    socket.closeHandler(
        closed -> {
          watch.stop();
          client.gone(socket.closeStatusCode());
        });
    return client;
  }

  private void renew(String token, String account, Attachment client, Watch watch) {
    signIn
        .read(token)
        .subscribe()
        .with(
            person -> {
              if (person.account().equals(account)) {
                watch.until(person.until());
              } else {
                client.signedOut();
              }
            },
            failure -> client.signedOut());
  }
}
