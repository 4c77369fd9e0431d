package dev.postern.key.idempotency;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * What a request is answered with.
 *
 * @param location of what was created
 * @param body becomes JSON
 */
public record Answer(int status, String location, Object body) {

  public static Answer created(String location, Object body) {
    return new Answer(201, location, body);
  }

  public Response response() {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.LOCATION, location)
        .entity(body)
        .build();
  }
}
