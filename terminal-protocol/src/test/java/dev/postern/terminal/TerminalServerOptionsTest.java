package dev.postern.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalServerOptionsTest {

  private final TerminalServerOptions customizer =
      new TerminalServerOptions(List.of(TerminalProtocol.V2)) {};

  @Test
  void neitherServerCompresses() {
    HttpServerOptions http = new HttpServerOptions();
    HttpServerOptions https = new HttpServerOptions();

    customizer.customizeHttpServer(http);
    customizer.customizeHttpsServer(https);

    for (HttpServerOptions options : List.of(http, https)) {
      assertThat(options.getPerMessageWebSocketCompressionSupported()).isFalse();
      assertThat(options.getPerFrameWebSocketCompressionSupported()).isFalse();
      assertThat(options.getMaxWebSocketFrameSize()).isEqualTo(65_536);
      assertThat(options.getWebSocketSubProtocols()).containsExactly("postern.terminal.v2");
    }
  }
}
