package dev.postern.terminal;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;

/**
 * How an HTTP server takes a terminal's WebSockets. Without compression: a frame of a few bytes
 * would unfold to megabytes, and what is typed beside what an attacker shows would leak through its
 * length.
 */
public abstract class TerminalServerOptions implements HttpServerOptionsCustomizer {

  private final List<String> subProtocols;

  protected TerminalServerOptions(List<String> subProtocols) {
    this.subProtocols = subProtocols;
  }

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    set(options);
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    set(options);
  }

  private void set(HttpServerOptions options) {
    options
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setMaxWebSocketFrameSize(TerminalProtocol.LONGEST_FRAME)
        .setWebSocketSubProtocols(subProtocols);
  }
}
