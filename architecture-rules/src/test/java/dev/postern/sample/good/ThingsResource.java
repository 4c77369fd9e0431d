package dev.postern.sample.good;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/things")
public class ThingsResource {

  /** The client's side of another service. */
  @Path("/others")
  interface OtherService {

    @GET
    String others();
  }

  @GET
  @RolesAllowed("user")
  public String list() {
    return "";
  }
}
