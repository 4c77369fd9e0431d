package dev.postern.gateway.webterminal;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * No compression: a frame of a few bytes would unfold to megabytes, and what is typed beside what
 * an attacker shows would leak through its length.
 */
@ApplicationScoped
class WebSocketOptions implements HttpServerOptionsCustomizer {

  /** The longest frame, in bytes; a longer one ends the connection with 1009. */
  static final int LONGEST_FRAME = 64 * 1024;

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    set(options);
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    set(options);
  }

  private static void set(HttpServerOptions options) {
    options
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setMaxWebSocketFrameSize(LONGEST_FRAME)
        .setWebSocketSubProtocols(TerminalProtocol.subProtocols());
  }
}
