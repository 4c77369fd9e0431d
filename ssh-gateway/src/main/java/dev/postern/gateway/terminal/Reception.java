package dev.postern.gateway.terminal;

import dev.postern.events.sessions.LoginRefused;
import dev.postern.gateway.login.Destination;
import dev.postern.gateway.login.LoginGrammar;
import dev.postern.gateway.login.Refusal;
import dev.postern.gateway.session.Gate;
import dev.postern.gateway.session.Visit;
import dev.postern.gateway.session.Visitor;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import jakarta.enterprise.context.ApplicationScoped;

/** Leads who signed in to the container that he named, or closes the WebSocket with the reason. */
@ApplicationScoped
class Reception {

  private final TerminalConfig config;
  private final SignIn signIn;
  private final Terminals terminals;
  private final Gate gate;
  private final LoginGrammar grammar;

  Reception(TerminalConfig config, SignIn signIn, Terminals terminals) {
    this.config = config;
    this.signIn = signIn;
    this.terminals = terminals;
    this.gate = terminals.gate();
    this.grammar = new LoginGrammar(gate.view());
  }

  /** The WebSocket is paused; what it brings is read once the shell is open. */
  void seat(Vertx vertx, ServerWebSocket socket, Knock knock, Person person, String source) {
    var screen = new Screen(socket);
    Visitor visitor = Visitor.signedIn(person.account(), source);
    if (terminals.isStopping()) {
      screen.close(Ending.NOT_NOW.code(), "Postern: the gateway restarts; try again.");
      return;
    }
    Destination destination = destination(knock.container(), person.account());
    if (destination instanceof Destination.Straight straight) {
      var visit = new Visit(straight.container(), visitor, false);
      sit(vertx, socket, knock, person, new WebTerminal(screen, visit, terminals));
    } else {
      turnAway(screen, ((Destination.Nowhere) destination).refusal(), visitor);
    }
  }

  private Destination destination(String named, String account) {
    if (gate.isStale()) {
      return new Destination.Nowhere(Refusal.stale());
    }
    Destination found = grammar.container(named, account);
    if (found instanceof Destination.Straight straight) {
      return gate.refusal(straight.container())
          .<Destination>map(Destination.Nowhere::new)
          .orElse(found);
    }
    return isUnknown(found) ? new Destination.Nowhere(Refusal.noSuchContainer(named)) : found;
  }

  private static boolean isUnknown(Destination found) {
    return found instanceof Destination.Nowhere nowhere
        && nowhere.refusal().reason() == LoginRefused.Reason.NO_CONTAINER;
  }

  private void turnAway(Screen screen, Refusal refusal, Visitor visitor) {
    gate.log().refused(refusal, visitor.account(), null, visitor.source());
    screen.close(Ending.of(refusal.reason()).code(), refusal.sentence());
  }

  private void sit(
      Vertx vertx, ServerWebSocket socket, Knock knock, Person person, WebTerminal terminal) {
    if (!terminals.add(terminal, config.perAccount())) {
      terminal.refuse(Refusal.tooManyTerminals());
      return;
    }
    var watch = new Watch(vertx, terminal, config);
    watch.until(person.until());
    terminal.renewals(token -> renew(token, terminal, watch));
    var frames = new ClientFrames(knock.controlled(), terminal);
    socket.frameHandler(frames::take);
    socket.pongHandler(pong -> watch.answered());
    socket.exceptionHandler(failure -> {}); // It closes, and that is handled.
    socket.closeHandler(
        closed -> {
          watch.stop();
          terminal.gone();
        });
    terminal.open(knock.size());
  }

  private void renew(String token, WebTerminal terminal, Watch watch) {
    signIn
        .read(token)
        .subscribe()
        .with(
            person -> {
              if (person.account().equals(terminal.account())) {
                watch.until(person.until());
              } else {
                terminal.signedOut();
              }
            },
            failure -> terminal.signedOut());
  }
}
