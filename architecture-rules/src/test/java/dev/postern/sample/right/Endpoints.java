package dev.postern.sample.right;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** One that names no role, one that is not public, one that is open to all. */
@Path("/")
public class Endpoints {

  @GET
  public String unannotated() {
    return "";
  }

  @GET
  @PermitAll
  String hidden() {
    return "";
  }
}
