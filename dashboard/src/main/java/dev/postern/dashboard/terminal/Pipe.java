package dev.postern.dashboard.terminal;

import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import java.util.function.Consumer;

/** One terminal: the browser's WebSocket and the gateway's, as if they were one. */
final class Pipe {

  private final ServerWebSocket browser;
  private final WebSocket gateway;
  private final Direction input;
  private final Direction output;
  private final Consumer<Pipe> over;

  /**
   * @param over is told when it has ended, perhaps more than once
   */
  Pipe(ServerWebSocket browser, Incoming typed, Attached attached, Consumer<Pipe> over) {
    this.browser = browser;
    this.gateway = attached.socket();
    this.input = new Direction(typed, gateway);
    this.output = new Direction(attached.incoming(), browser);
    this.over = over;
    output.handOn(attached.first());
  }

  void start(Vertx vertx) {
    output.start(this::gatewayEnded);
    input.start(this::browserEnded);
    Pings.on(vertx, browser, input, () -> browserEnded(CloseReason.LOST));
    Pings.on(vertx, gateway, output, () -> gatewayEnded(CloseReason.LOST));
  }

  /** Only a browser that says so ends its shell; one that is lost finds it again. */
  private void browserEnded(CloseReason reason) {
    end(
        CloseReason.DETACHED,
        reason.code() == CloseReason.CLOSED.code() ? CloseReason.CLOSED : CloseReason.DETACHED);
  }

  private void gatewayEnded(CloseReason reason) {
    end(reason, CloseReason.DETACHED);
  }

  /** Ends the terminal and its shell. */
  void end(CloseReason reason) {
    end(reason, CloseReason.CLOSED);
  }

  private void end(CloseReason ofBrowser, CloseReason ofGateway) {
    ofBrowser.close(browser);
    ofGateway.close(gateway);
    over.accept(this);
  }
}
