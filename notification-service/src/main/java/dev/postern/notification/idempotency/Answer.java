package dev.postern.notification.idempotency;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * What a request is answered with.
 *
 * @param body becomes JSON
 */
public record Answer(int status, Object body) {

  public static Answer ok(Object body) {
    return new Answer(200, body);
  }

  public Response response() {
    return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body).build();
  }
}
