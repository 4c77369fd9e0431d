package dev.postern.notification.contact;

import dev.postern.notification.job.JobsDue;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;

/**
 * Where a confirmation mail's link leads. The token is the proof, so no sign-in is needed. Opening
 * the link only asks: mail scanners open links too.
 */
@Path("/v1/contact-confirmations/{token}")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
class ConfirmationResource {

  private static final String NOTHING_FOREIGN =
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";

  private final Confirmations confirmations;
  private final Event<JobsDue> due;

  ConfirmationResource(Confirmations confirmations, Event<JobsDue> due) {
    this.confirmations = confirmations;
    this.due = due;
  }

  @GET
  @PermitAll
  public Uni<Response> ask(@PathParam("token") String token) {
    return confirmations
        .find(new ConfirmationToken(token))
        .chain(change -> page(change, change.map(found -> found.account).orElse(""), false));
  }

  @POST
  @PermitAll
  public Uni<Response> confirm(@PathParam("token") String token) {
    return confirmations
        .confirm(new ConfirmationToken(token))
        .invoke(() -> due.fire(new JobsDue()))
        .chain(change -> page(change, "", change.isPresent()));
  }

  private static Uni<Response> page(Optional<ContactChange> change, String account, boolean done) {
    String locale = change.map(found -> found.locale).orElse(MailLocale.EN.tag());
    return new Pages.ConfirmationPage(account, done)
        .setAttribute(TemplateInstance.LOCALE, locale)
        .createUni()
        .map(
            html ->
                Response.status(change.isPresent() ? Status.OK : Status.NOT_FOUND)
                    .header("Content-Security-Policy", NOTHING_FOREIGN)
                    .header("Referrer-Policy", "no-referrer")
                    .header("Cache-Control", "no-store")
                    .entity(html)
                    .build());
  }
}
