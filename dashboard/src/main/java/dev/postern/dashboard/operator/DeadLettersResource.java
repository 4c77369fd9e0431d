package dev.postern.dashboard.operator;

import dev.postern.dashboard.page.Frame;
import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.services.DeadLettersApi;
import dev.postern.dashboard.services.Part;
import dev.postern.dashboard.signin.SignedIn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** What the services could not read or handle. */
@Path("/dead-letters")
@Authenticated
class DeadLettersResource {

  private static final int MOST = 100;

  private final DeadLettersApi api;
  private final Frames frames;
  private final SignedIn person;

  DeadLettersResource(@RestClient DeadLettersApi api, Frames frames, SignedIn person) {
    this.api = api;
    this.frames = frames;
    this.person = person;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance deadLetters(Frame frame, Part<List<DeadLetterRow>> letters);
  }

  @GET
  public Uni<TemplateInstance> page() {
    person.mustBeOperator();
    return Part.of(api.newest(MOST).map(this::rows))
        .map(rows -> frames.in(Templates.deadLetters(frames.of("dead-letters"), rows)));
  }

  private List<DeadLetterRow> rows(DeadLettersApi.DeadLetters letters) {
    return letters.items().stream()
        .map(letter -> DeadLetterRow.of(letter, frames.words()))
        .toList();
  }
}
