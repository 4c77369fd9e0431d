package dev.postern.dashboard.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TerminalRequestTest {

  private static Optional<String> uri(String container, Map<String, String> query) {
    return TerminalRequest.of(container, MultiMap.caseInsensitiveMultiMap().addAll(query))
        .map(TerminalRequest::uri);
  }

  @Test
  void aNewShellIsOfAContainer() {
    assertThat(uri("c948inpqy44", Map.of("columns", "80", "rows", "24")))
        .hasValue("/v1/terminal?container=c948inpqy44&columns=80&rows=24");
  }

  @Test
  void aShellOfBeforeIsNamedByItsSession() {
    var query = Map.of("columns", "80", "rows", "24", "session", "aB_-9", "offset", "4096");

    assertThat(uri("c1", query))
        .hasValue("/v1/terminal?session=aB_-9&offset=4096&columns=80&rows=24");
  }

  @Test
  void whatWouldNameAnotherPathIsNoRequest() {
    for (String bad :
        List.of("", "a/b", "a&container=x", "a?b", "a#b", "a%2Fb", "\u00e4", "a\r\nb")) {
      assertThat(uri(bad, Map.of("columns", "80", "rows", "24"))).as(bad).isEmpty();
      assertThat(uri("c1", Map.of("columns", bad, "rows", "24"))).as(bad).isEmpty();
      assertThat(uri("c1", Map.of("columns", "80", "rows", bad))).as(bad).isEmpty();
      assertThat(uri("c1", Map.of("columns", "80", "rows", "24", "session", bad, "offset", "0")))
          .as(bad)
          .isEmpty();
      assertThat(uri("c1", Map.of("columns", "80", "rows", "24", "session", "s", "offset", bad)))
          .as(bad)
          .isEmpty();
    }
    assertThat(uri("c1", Map.of())).isEmpty();
  }
}
