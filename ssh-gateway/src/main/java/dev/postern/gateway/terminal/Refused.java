package dev.postern.gateway.terminal;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** No WebSocket comes of the request: the answer is problem details (RFC 9457) of fixed text. */
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;

  private Refused(int status, String title, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
  }

  static Refused badRequest(String detail) {
    return new Refused(400, "Bad Request", detail);
  }

  static Refused unauthorized() {
    return new Refused(
        401, "Unauthorized", "A valid bearer token for ssh-gateway is needed; sign in again.");
  }

  static Refused forbidden(String detail) {
    return new Refused(403, "Forbidden", detail);
  }

  static Refused noWebSocket() {
    return new Refused(426, "Upgrade Required", "This is a WebSocket; open it as one.");
  }

  static Refused unavailable() {
    return new Refused(
        503, "Service Unavailable", "Tokens cannot be checked at the moment; try again.");
  }

  void answer(HttpServerResponse response) {
    if (status == 401) {
      response.putHeader("WWW-Authenticate", "Bearer");
    } else if (status == 426) {
      response.putHeader("Upgrade", "websocket");
    } else if (status == 503) {
      response.putHeader("Retry-After", "5");
    }
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .end(
            new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", getMessage())
                .encode());
  }
}
