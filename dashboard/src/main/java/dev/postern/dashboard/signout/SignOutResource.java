package dev.postern.dashboard.signout;

import dev.postern.dashboard.page.Frame;
import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.signin.BrowserCookie;
import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.oidc.OidcProviderClient;
import io.quarkus.oidc.OidcSession;
import io.quarkus.oidc.RefreshToken;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Signs out: the refresh token is revoked at the issuer, the cookie goes, and the browser is sent
 * to the issuer so that it can end its own session. No token is in that address.
 */
@Path("/")
class SignOutResource {

  private static final Logger LOG = Logger.getLogger(SignOutResource.class);
  private static final String SIGNED_OUT = "/signed-out";

  private final OidcSession session;
  private final OidcProviderClient issuer;
  private final OidcConfigurationMetadata metadata;
  private final RefreshToken refreshToken;
  private final Frames frames;
  private final BrowserCookie browser;
  private final Event<SignedOut> ended;
  private final String client;

  SignOutResource(
      OidcSession session,
      OidcProviderClient issuer,
      OidcConfigurationMetadata metadata,
      RefreshToken refreshToken,
      Frames frames,
      BrowserCookie browser,
      Event<SignedOut> ended,
      @ConfigProperty(name = "quarkus.oidc.client-id") String client) {
    this.session = session;
    this.issuer = issuer;
    this.metadata = metadata;
    this.refreshToken = refreshToken;
    this.frames = frames;
    this.browser = browser;
    this.ended = ended;
    this.client = client;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance signedOut(Frame frame);
  }

  /** Where the issuer sends people back; a person who opened it by hand is still signed in. */
  @GET
  @Path("sign-in")
  @Authenticated
  public Response signedIn() {
    return Response.seeOther(URI.create("/")).build();
  }

  @POST
  @Path("sign-out")
  @Authenticated
  public Uni<Response> signOut(UriInfo uri) {
    URI here = uri.getBaseUriBuilder().path(SIGNED_OUT).build();
    return revoked()
        .chain(session::logout)
        .invoke(() -> browser.id().map(SignedOut::new).ifPresent(ended::fire))
        .map(done -> Response.seeOther(next(here)).header("Clear-Site-Data", "\"cache\"").build());
  }

  /** An issuer that is down, or has no revocation, does not stop the sign-out. */
  private Uni<Boolean> revoked() {
    if (refreshToken.getToken() == null || metadata.getRevocationUri() == null) {
      return Uni.createFrom().item(false);
    }
    return issuer
        .revokeRefreshToken(refreshToken.getToken())
        .onFailure()
        .invoke(e -> LOG.warnf("The refresh token was not revoked cause=%s", e.toString()))
        .onFailure()
        .recoverWithItem(false);
  }

  private URI next(URI here) {
    String end = metadata.getEndSessionUri();
    return end == null
        ? here
        : UriBuilder.fromUri(end)
            .queryParam("client_id", client)
            .queryParam("post_logout_redirect_uri", here)
            .build();
  }

  @GET
  @Path("signed-out")
  @PermitAll
  public TemplateInstance signedOut() {
    return frames.in(Templates.signedOut(frames.outside()));
  }
}
