package dev.postern.notification.contact;

import dev.postern.identity.Caller;
import dev.postern.identity.Roles;
import dev.postern.notification.job.JobsDue;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Event;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

/** An owner's own contact. */
@Path("/v1/contact")
class ContactResource {

  private final AddressChanges changes;
  private final Caller caller;
  private final Event<JobsDue> due;

  ContactResource(AddressChanges changes, Caller caller, Event<JobsDue> due) {
    this.changes = changes;
    this.caller = caller;
    this.due = due;
  }

  @GET
  @RolesAllowed(Roles.USER)
  public Uni<ContactView> get() {
    return changes.view(caller.account());
  }

  /** A new address counts once it is confirmed; until then it is {@code pendingEmail}. */
  @PUT
  @RolesAllowed(Roles.USER)
  public Uni<ContactView> put(@NotNull ContactRequest request) {
    return changes.request(caller.account(), request.check()).invoke(() -> due.fire(new JobsDue()));
  }
}
