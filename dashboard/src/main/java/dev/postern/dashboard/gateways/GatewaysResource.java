package dev.postern.dashboard.gateways;

import dev.postern.dashboard.page.Frame;
import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.services.Gateway;
import dev.postern.dashboard.services.GatewayApi;
import dev.postern.dashboard.services.Part;
import dev.postern.dashboard.signin.SignedIn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** {@code /gateways}: for operators and auditors; to others it is no page. */
@Path("/gateways")
@Authenticated
class GatewaysResource {

  private final GatewayApi gateways;
  private final Frames frames;
  private final SignedIn person;

  GatewaysResource(GatewayApi gateways, Frames frames, SignedIn person) {
    this.gateways = gateways;
    this.frames = frames;
    this.person = person;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {

    static native TemplateInstance gateways(Frame frame, Part<List<GatewayRow>> gateways);
  }

  @GET
  public Uni<TemplateInstance> page() {
    person.mustReadAll();
    return Part.of(gateways.gateways().map(this::rows))
        .map(rows -> frames.in(Templates.gateways(frames.of("gateways"), rows)));
  }

  private List<GatewayRow> rows(List<GatewayApi.Answer<Gateway>> answers) {
    return answers.stream().map(answer -> GatewayRow.of(answer, frames.words())).toList();
  }
}
