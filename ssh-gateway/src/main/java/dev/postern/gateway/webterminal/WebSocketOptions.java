package dev.postern.gateway.webterminal;

import dev.postern.terminal.TerminalServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/** How the server takes WebSockets of terminals. */
@ApplicationScoped
class WebSocketOptions extends TerminalServerOptions {

  WebSocketOptions() {
    super(ClientProtocol.subProtocols());
  }
}
