package dev.postern.notification.contact;

import dev.postern.identity.Roles;
import dev.postern.notification.job.JobsDue;
import dev.postern.problem.NameRule;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Event;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** The platform, which knows its people's addresses, sets them without a confirmation. */
@Path("/v1/accounts/{account}/contact")
class AccountContactResource {

  private final ContactRepository contacts;
  private final ContactPublisher publisher;
  private final Event<JobsDue> due;

  AccountContactResource(
      ContactRepository contacts, ContactPublisher publisher, Event<JobsDue> due) {
    this.contacts = contacts;
    this.publisher = publisher;
    this.due = due;
  }

  @PUT
  @RolesAllowed(Roles.PLATFORM)
  public Uni<ContactView> put(
      @PathParam("account") @Pattern(regexp = NameRule.PATTERN, message = NameRule.MESSAGE)
          String account,
      @NotNull ContactRequest request) {
    ContactRequest.Checked checked = request.check();
    String email = checked.email().text();
    String locale = checked.locale().tag();
    return Panache.withTransaction(
            () ->
                contacts
                    .lock(account)
                    .call(contact -> publisher.changed(contact, email, locale))
                    .chain(contact -> contacts.settle(contact, email, locale)))
        .invoke(() -> due.fire(new JobsDue()))
        .replaceWith(() -> ContactView.of(account, email, locale, null));
  }
}
