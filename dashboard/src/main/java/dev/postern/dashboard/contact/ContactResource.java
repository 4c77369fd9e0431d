package dev.postern.dashboard.contact;

import dev.postern.dashboard.page.Forms;
import dev.postern.dashboard.page.Frame;
import dev.postern.dashboard.page.Frames;
import dev.postern.dashboard.services.Contact;
import dev.postern.dashboard.services.MailsApi;
import dev.postern.dashboard.services.Part;
import dev.postern.dashboard.services.ServiceProblem;
import dev.postern.dashboard.signin.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestForm;

/** Where an account's mails go, and in which language. */
@Path("/contact")
@RolesAllowed(Roles.USER)
class ContactResource {

  private final MailsApi api;
  private final Frames frames;

  ContactResource(@RestClient MailsApi api, Frames frames) {
    this.api = api;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    static native TemplateInstance contact(
        Frame frame, Part<Contact> contact, String email, ServiceProblem problem);
  }

  @GET
  public Uni<TemplateInstance> page() {
    return page("", null);
  }

  /** A new address counts once it was confirmed; until then the page shows that it waits. */
  @POST
  public Uni<Response> change(@RestForm("email") String email, @RestForm("locale") String locale) {
    return Forms.sent(
        api.change(new MailsApi.NewContact(email, locale)).map(changed -> "/contact"),
        problem -> page(email, frames.words().said(problem)));
  }

  private Uni<TemplateInstance> page(String email, ServiceProblem problem) {
    return Part.of(api.contact())
        .map(
            contact -> frames.in(Templates.contact(frames.of("contact"), contact, email, problem)));
  }
}
