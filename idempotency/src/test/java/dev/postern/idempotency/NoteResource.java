package dev.postern.idempotency;

import dev.postern.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Writes notes; one that says "refuse" is written and then refused. */
@Path("/notes")
@RolesAllowed("user")
public class NoteResource {

  /** The body of a request. */
  public record NewNote(String text) {}

  /** The body of an answer. */
  public record Written(UUID id, String text) {}

  private final Idempotency idempotency;
  private final JsonWebToken token;

  NoteResource(Idempotency idempotency, JsonWebToken token) {
    this.idempotency = idempotency;
    this.token = token;
  }

  @POST
  public Uni<Response> write(NewNote note) {
    return idempotency.once(
        note, () -> persist(new Note(UUID.randomUUID(), account(), note.text())));
  }

  private static Uni<Answer> persist(Note note) {
    return Panache.getSession()
        .chain(session -> session.persist(note).chain(session::flush))
        .map(
            written -> {
              if (note.text.equals("refuse")) {
                throw Problem.conflict("refused", "Write something else.");
              }
              return Answer.created("/notes/" + note.id, new Written(note.id, note.text));
            });
  }

  @GET
  public Uni<List<String>> texts() {
    String account = account();
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .createQuery(
                                "select text from Note where account = :account", String.class)
                            .setParameter("account", account)
                            .getResultList()));
  }

  private String account() {
    return token.getClaim("account");
  }
}
