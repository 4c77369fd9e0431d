package dev.postern.dashboard.services;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What the pages use of notification-service. */
@Path("/v1")
@RegisterRestClient(configKey = "mails")
@RegisterClientHeaders(PersonsToken.class)
@RegisterProvider(ProblemReader.class)
public interface MailsApi {

  record NewContact(String email, String locale) {
    @Override
    public String toString() {
      return "NewContact[redacted]";
    }
  }

  record MailPage(List<Mail> items, String next) implements Page<Mail> {}

  @GET
  @Path("/contact")
  Uni<Contact> contact();

  @PUT
  @Path("/contact")
  Uni<Contact> change(NewContact contact);

  @GET
  @Path("/notifications")
  Uni<MailPage> mails(
      @QueryParam("container") String container,
      @QueryParam("limit") int limit,
      @QueryParam("cursor") String cursor);

  /** The newest mail with a password of each container, of {@link ContainersApi#MOST} at most. */
  @GET
  @Path("/notifications/credentials")
  Uni<MailPage> newestCredentials(@QueryParam("container") List<String> containers);

  @POST
  @Path("/notifications/{id}/retry")
  Uni<Mail> retry(@HeaderParam("Idempotency-Key") String once, @PathParam("id") String id);
}
