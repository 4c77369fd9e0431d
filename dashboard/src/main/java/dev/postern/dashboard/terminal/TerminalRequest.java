package dev.postern.dashboard.terminal;

import dev.postern.dashboard.services.Ids;
import io.vertx.core.MultiMap;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a page asks of the gateway.
 *
 * @param uri path and query at the gateway
 * @param again for a shell that it had before
 */
record TerminalRequest(String uri, boolean again) {

  private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_-]{1,128}");
  private static final Pattern OFFSET = Pattern.compile("\\d{1,18}");
  private static final Pattern SIZE = Pattern.compile("\\d{1,4}");

  /** Empty where it is none that the page makes: what comes here becomes part of a URI there. */
  static Optional<TerminalRequest> of(String container, MultiMap query) {
    String session = query.get("session");
    boolean known =
        Ids.isId(container)
            && fits(SIZE, query.get("columns"))
            && fits(SIZE, query.get("rows"))
            && (session == null || (fits(SESSION, session) && fits(OFFSET, query.get("offset"))));
    return known ? Optional.of(request(container, session, query)) : Optional.empty();
  }

  private static TerminalRequest request(String container, String session, MultiMap query) {
    String shell =
        session == null
            ? "container=" + container
            : "session=" + session + "&offset=" + query.get("offset");
    return new TerminalRequest(
        "/v1/terminal?%s&columns=%s&rows=%s"
            .formatted(shell, query.get("columns"), query.get("rows")),
        session != null);
  }

  private static boolean fits(Pattern pattern, String value) {
    return value != null && pattern.matcher(value).matches();
  }
}
