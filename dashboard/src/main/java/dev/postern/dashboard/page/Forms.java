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
import java.util.function.Function;
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

  /**
   * The page behind the form where the service did what it was asked, else the form again.
   *
   * @param next the page behind it, once that was done
   * @param form with what the service said is wrong
   */
  public static Uni<Response> sent(
      Uni<String> next, Function<ServiceProblem, Uni<TemplateInstance>> form) {
    return next.map(Forms::done)
        .onFailure(ServiceProblem.class)
        .recoverWithUni(
            failure -> {
              ServiceProblem problem = (ServiceProblem) failure;
              return again(form.apply(problem), problem.status());
            });
  }

  /** The form again, with what is wrong with it. */
  public static Uni<Response> again(Uni<TemplateInstance> form, int status) {
    return form.chain(TemplateInstance::createUni)
        .map(html -> Response.status(status).type(MediaType.TEXT_HTML_TYPE).entity(html).build());
  }
}
