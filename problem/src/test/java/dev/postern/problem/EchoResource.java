package dev.postern.problem;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;

/** A service in small, to be sent bad input. */
@Path("/echo")
@PermitAll
public class EchoResource {

  record Inner(
      @NotNull @Pattern(regexp = NameRule.PATTERN, message = NameRule.MESSAGE) String name) {}

  record Body(
      @NotNull @Pattern(regexp = NameRule.PATTERN, message = NameRule.MESSAGE) String name,
      Integer count,
      @Valid Inner inner,
      Status status,
      Boolean all,
      List<String> names) {}

  enum Status {
    RUNNING,
    STOPPED
  }

  @POST
  public Body echo(@NotNull @Valid Body body) {
    return body;
  }

  @GET
  public String limited(@QueryParam("limit") @Max(200) int limit) {
    return "\"" + limit + "\"";
  }

  record Single(@NotNull String text) {}

  @POST
  @Path("/single")
  public Single single(@NotNull @Valid Single single) {
    return single;
  }

  @GET
  @Path("/stuck")
  public Uni<String> stuck() {
    return Uni.createFrom().nothing();
  }

  @POST
  @Path("/bodiless")
  public String bodiless() {
    return "\"ok\"";
  }

  @GET
  @Path("/at")
  public String at(@QueryParam("at") String at) {
    return "\"" + TimeRule.parse("at", at) + "\"";
  }

  @GET
  @Path("/things/{id}")
  public String thing(@PathParam("id") String id) {
    throw Problem.notFound("There is no such thing: check its id.");
  }

  @GET
  @Path("/operators")
  @RolesAllowed("operator")
  public String operators() {
    return "\"ok\"";
  }

  @GET
  @Path("/defect")
  public String defect() {
    throw new IllegalStateException("hunter2");
  }

  @GET
  @Path("/outage")
  public String outage() {
    throw new IllegalStateException(new ConnectException("postgres"));
  }

  @GET
  @Path("/flood")
  public String flood() {
    throw Problem.tooManyRequests("At most 5 an hour; wait.", Duration.ofMillis(1500));
  }
}
