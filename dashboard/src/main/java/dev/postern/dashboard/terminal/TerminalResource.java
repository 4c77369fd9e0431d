package dev.postern.dashboard.terminal;

import dev.postern.dashboard.page.Frame;
import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.services.Container;
import dev.postern.dashboard.services.ContainersApi;
import dev.postern.dashboard.services.Ids;
import dev.postern.dashboard.services.Part;
import dev.postern.dashboard.signin.Browser;
import dev.postern.dashboard.signin.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The page with a person's terminals. */
@Path("/")
@RolesAllowed(Roles.USER)
class TerminalResource {

  private final ContainersApi containers;
  private final JsonWebToken token;
  private final Browser browser;
  private final Frames frames;

  TerminalResource(
      @RestClient ContainersApi containers, JsonWebToken token, Browser browser, Frames frames) {
    this.containers = containers;
    this.token = token;
    this.browser = browser;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance terminal(
        Frame frame, Container container, Part<List<Choice>> choices, boolean libraries);
  }

  @GET
  @Path("/containers/{id: " + Ids.PATTERN + "}/terminal")
  public Uni<Response> page(@PathParam("id") String id) {
    return Uni.combine()
        .all()
        .unis(containers.get(id), Part.of(choices()))
        .asTuple()
        .chain(
            parts ->
                frames
                    .in(
                        Templates.terminal(
                            frames.of("containers"),
                            parts.getItem1(),
                            parts.getItem2(),
                            Libraries.arePresent()))
                    .createUni())
        .map(html -> Response.ok(html, MediaType.TEXT_HTML_TYPE).cookie(browser.cookie()).build());
  }

  /** Those of the first page of the list: any other is opened from its own row. */
  private Uni<List<Choice>> choices() {
    return containers
        .list(null, null, ContainersApi.MOST, null)
        .map(page -> Choice.of(page.items()));
  }

  /**
   * @param seconds for which the sign-in is good without being renewed
   */
  record SignInLeft(long seconds) {}

  /** Asked before each WebSocket, whose handshake can renew nothing: this does where it is time. */
  @GET
  @Path("/terminal/sign-in")
  @Produces(MediaType.APPLICATION_JSON)
  public SignInLeft signIn() {
    return new SignInLeft(token.getExpirationTime() - Instant.now().getEpochSecond());
  }
}
