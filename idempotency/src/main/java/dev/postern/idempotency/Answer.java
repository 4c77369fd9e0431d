package dev.postern.idempotency;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * What a request is answered with.
 *
 * @param location of what was created; null where nothing was
 * @param body becomes JSON
 */
public record Answer(int status, String location, Object body) {

  public static Answer created(String location, Object body) {
    return new Answer(201, location, body);
  }

  public static Answer accepted(Object body) {
    return new Answer(202, null, body);
  }

  public static Answer ok(Object body) {
    return new Answer(200, null, body);
  }

  Response response() {
    Response.ResponseBuilder response =
        Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body);
    return (location == null ? response : response.header(HttpHeaders.LOCATION, location)).build();
  }
}
