package dev.postern.dashboard.connect;

import dev.postern.dashboard.page.Frame;
import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.services.Container;
import dev.postern.dashboard.services.ContainersApi;
import dev.postern.dashboard.services.Ids;
import dev.postern.dashboard.services.SshCheck;
import dev.postern.dashboard.signin.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** How to log in to a container, and why a login fails. */
@Path("/containers/{id: " + Ids.PATTERN + "}")
class ConnectResource {

  private final ContainersApi containers;
  private final GatewayConfig gateway;
  private final GatewayHostKeys hostKeys;
  private final Frames frames;

  ConnectResource(
      @RestClient ContainersApi containers,
      GatewayConfig gateway,
      GatewayHostKeys hostKeys,
      Frames frames) {
    this.containers = containers;
    this.gateway = gateway;
    this.hostKeys = hostKeys;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance connect(
        Frame frame, Container container, ConnectLines lines, List<HostKey> gatewayKeys);

    static native TemplateInstance sshCheck(Frame frame, Container container, SshCheck check);
  }

  @GET
  @Path("/connect")
  @Authenticated
  public Uni<TemplateInstance> connect(@PathParam("id") String id) {
    return Uni.combine()
        .all()
        .unis(containers.get(id), hostKeys.read())
        .asTuple()
        .map(
            parts ->
                frames.in(
                    Templates.connect(
                        frames.of("containers"),
                        parts.getItem1(),
                        ConnectLines.of(parts.getItem1(), gateway.host(), gateway.port()),
                        parts.getItem2())));
  }

  /** A look that changes nothing, so that a link may lead to it. */
  @GET
  @Path("/ssh-check")
  @RolesAllowed({Roles.USER, Roles.PLATFORM, Roles.OPERATOR})
  public Uni<TemplateInstance> check(@PathParam("id") String id) {
    return Uni.combine()
        .all()
        .unis(containers.get(id), containers.check(id))
        .asTuple()
        .map(
            parts ->
                frames.in(
                    Templates.sshCheck(
                        frames.of("containers"),
                        parts.getItem1(),
                        parts.getItem2().in(frames.words()::said))));
  }
}
