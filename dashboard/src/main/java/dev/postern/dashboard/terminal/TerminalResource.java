package dev.postern.dashboard.terminal;

import dev.postern.dashboard.page.Frame;
import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.page.NumbersLater;
import dev.postern.dashboard.services.Ids;
import dev.postern.dashboard.signin.BrowserCookie;
import dev.postern.dashboard.signin.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The page with a person's terminals. */
@Path("/containers/{id: " + Ids.PATTERN + "}")
@RolesAllowed(Roles.USER)
class TerminalResource {

  private final ChoiceReader choices;
  private final BrowserCookie browser;
  private final Frames frames;
  private final JsonWebToken token;

  TerminalResource(ChoiceReader choices, BrowserCookie browser, Frames frames, JsonWebToken token) {
    this.choices = choices;
    this.browser = browser;
    this.frames = frames;
    this.token = token;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance terminal(
        Frame frame, Choice container, boolean libraries, long signedInFor);
  }

  /** Only what a terminal needs: its prompt is what the person waits for. */
  @GET
  @Path("/terminal")
  @NumbersLater
  public Uni<Response> page(@PathParam("id") String id) {
    return choices
        .one(id)
        .chain(
            found ->
                frames
                    .in(
                        Templates.terminal(
                            frames.of("containers"),
                            found,
                            Libraries.arePresent(),
                            SignInResource.secondsLeft(token)))
                    .createUni())
        .map(html -> Response.ok(html, MediaType.TEXT_HTML_TYPE).cookie(browser.cookie()).build());
  }
}
