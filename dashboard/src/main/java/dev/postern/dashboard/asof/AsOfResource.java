package dev.postern.dashboard.asof;

import dev.postern.dashboard.page.Frame;
import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.services.ContainersApi;
import dev.postern.dashboard.services.Ids;
import dev.postern.dashboard.services.IpsApi;
import dev.postern.dashboard.services.Part;
import dev.postern.dashboard.services.ServiceProblem;
import dev.postern.dashboard.signin.SignedIn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** An auditor's question about a moment; the address of the page is the question. */
@Path("/as-of")
@Authenticated
class AsOfResource {

  private final IpsApi ips;
  private final ContainersApi containers;
  private final PastEvents events;
  private final Frames frames;
  private final SignedIn person;

  AsOfResource(
      @RestClient IpsApi ips,
      @RestClient ContainersApi containers,
      PastEvents events,
      Frames frames,
      SignedIn person) {
    this.ips = ips;
    this.containers = containers;
    this.events = events;
    this.frames = frames;
    this.person = person;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance asOf(Frame frame, Question question, Answer answer);
  }

  /**
   * @param what an address, or the id of a container
   */
  @GET
  public Uni<TemplateInstance> page(
      @QueryParam("what") @DefaultValue("") String what,
      @QueryParam("at") @DefaultValue("") String at) {
    person.mustReadAll();
    Question question = Question.of(what, at, Instant.now().truncatedTo(ChronoUnit.SECONDS));
    return answer(question)
        .map(answer -> frames.in(Templates.asOf(frames.of("as-of"), question, answer)));
  }

  private Uni<Answer> answer(Question question) {
    if (question.moment() == null || question.what().isEmpty()) {
      return Uni.createFrom().item(Answer.NONE);
    }
    Uni<Answer> found;
    if (question.what().matches(IpsApi.ADDRESS) && question.what().matches(".*[.:].*")) {
      found = holder(question);
    } else if (question.what().matches(Ids.PATTERN)) {
      found = container(question);
    } else {
      found = Uni.createFrom().item(Answer.UNKNOWN);
    }
    return found
        .onFailure(AsOfResource::isRefused)
        .recoverWithItem(e -> e.getMessage().isBlank() ? Answer.UNKNOWN : Answer.refused(e));
  }

  private static boolean isRefused(Throwable e) {
    return e instanceof ServiceProblem problem && problem.status() < 500 && problem.status() != 401;
  }

  private Uni<Answer> holder(Question question) {
    return Part.of(ips.history(question.what(), question.moment().toString()))
        .map(part -> part.map(tenures -> Answer.holders(tenures.items())).or(Answer.DOWN));
  }

  private Uni<Answer> container(Question question) {
    return Part.of(
            Uni.combine()
                .all()
                .unis(
                    containers.get(question.what()),
                    events.until(question.what(), question.moment()))
                .with((container, past) -> ContainerThen.of(container, past, frames.words())))
        .map(part -> part.map(Answer::of).or(Answer.DOWN));
  }

  /**
   * @param at as it was written
   * @param moment null where what was written is no time
   */
  public record Question(String what, String at, Instant moment) {

    private static Question of(String what, String at, Instant now) {
      return at.isBlank()
          ? new Question(what.strip(), now.toString(), now)
          : new Question(what.strip(), at.strip(), MomentParser.parse(at.strip()));
    }
  }

  /**
   * @param kind {@code none}, {@code unknown}, {@code down}, {@code refused}, {@code holders} or
   *     {@code container}
   */
  public record Answer(
      String kind, List<IpsApi.Tenure> holders, ContainerThen container, String sentence) {

    static final Answer NONE = new Answer("none", List.of(), null, null);
    static final Answer UNKNOWN = new Answer("unknown", List.of(), null, null);
    static final Answer DOWN = new Answer("down", List.of(), null, null);

    static Answer refused(Throwable why) {
      return new Answer("refused", List.of(), null, why.getMessage());
    }

    static Answer holders(List<IpsApi.Tenure> holders) {
      return new Answer("holders", holders, null, null);
    }

    static Answer of(ContainerThen container) {
      return new Answer("container", List.of(), container, null);
    }

    public boolean is(String name) {
      return kind.equals(name);
    }
  }
}
