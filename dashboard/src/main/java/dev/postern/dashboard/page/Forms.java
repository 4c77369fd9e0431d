package dev.postern.dashboard.page;

import dev.postern.dashboard.services.ServiceProblem;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;

/** What comes after a form was sent. */
public final class Forms {

  private Forms() {}

  /** The key under which pressing the button twice is one request. */
  public static String once() {
    return UUID.randomUUID().toString();
  }

  /** A page to look at, so that a reload sends nothing again. */
  public static Response done(String page) {
    return Response.seeOther(URI.create(page)).build();
  }

  /** The form again, with what the service said is wrong. */
  public static Uni<Response> again(Uni<TemplateInstance> form, ServiceProblem problem) {
    return form.chain(TemplateInstance::createUni)
        .map(
            html ->
                Response.status(problem.status())
                    .type(MediaType.TEXT_HTML_TYPE)
                    .entity(html)
                    .build());
  }
}
