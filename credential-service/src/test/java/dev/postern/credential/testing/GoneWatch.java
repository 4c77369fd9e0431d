package dev.postern.credential.testing;

import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;

/** A watch that is told, as an API server tells it, that what it continues from is too old. */
final class GoneWatch extends WebSocketListener {

  private static final String EXPIRED =
      "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\","
          + "\"status\":\"Failure\",\"reason\":\"Expired\",\"code\":410,"
          + "\"message\":\"too old resource version\"}}";

  @Override
  public void onOpen(WebSocket socket, Response response) {
    socket.send(EXPIRED);
    socket.close(1000, "");
  }
}
