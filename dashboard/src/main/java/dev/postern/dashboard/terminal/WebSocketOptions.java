package dev.postern.dashboard.terminal;

import dev.postern.terminal.TerminalProtocol;
import dev.postern.terminal.TerminalServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** How the server takes WebSockets of terminals: as the gateway does. */
@ApplicationScoped
class WebSocketOptions extends TerminalServerOptions {

  WebSocketOptions() {
    super(List.of(TerminalProtocol.V2));
  }
}
