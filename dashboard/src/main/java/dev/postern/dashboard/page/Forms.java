package dev.postern.dashboard.page;

import dev.postern.dashboard.services.ServiceProblem;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

/** What comes after a form was sent. */
public final class Forms {

  private Forms() {}

  /** The key under which pressing the button twice is one request. */
  public static String once() {
    return UUID.randomUUID().toString();
  }

  /**
   * The same for what the form says now: a person who goes back and chooses something else sends
   * another request.
   */
  public static String once(String once, String... said) {
    String all = once + Arrays.stream(said).map(text -> "\n" + text).collect(Collectors.joining());
    return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** A page to look at, so that a reload sends nothing again. */
  public static Response done(String page) {
    return Response.seeOther(URI.create(page)).build();
  }

  /** The form again, with what the service said is wrong. */
  public static Uni<Response> again(Uni<TemplateInstance> form, ServiceProblem problem) {
    return again(form, problem.status());
  }

  /** The form again, with what is wrong with it. */
  public static Uni<Response> again(Uni<TemplateInstance> form, int status) {
    return form.chain(TemplateInstance::createUni)
        .map(html -> Response.status(status).type(MediaType.TEXT_HTML_TYPE).entity(html).build());
  }
}
