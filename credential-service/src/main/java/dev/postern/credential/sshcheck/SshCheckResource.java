package dev.postern.credential.sshcheck;

import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.Containers;
import dev.postern.credential.credential.CredentialView;
import dev.postern.credential.credential.Credentials;
import dev.postern.credential.listing.Listing;
import dev.postern.credential.transaction.Transactions;
import dev.postern.events.containers.Address;
import dev.postern.identity.Caller;
import dev.postern.identity.Roles;
import dev.postern.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Says why logins to a container fail. */
@Path("/v1/containers/{id}/ssh-check")
class SshCheckResource {

  /** Each holds a thread for as long as a container takes to answer. */
  private static final int AT_ONCE = 8;

  private static final Duration SOON = Duration.ofSeconds(5);

  private final Semaphore free = new Semaphore(AT_ONCE);
  private final Containers containers;
  private final Credentials credentials;
  private final SshCheck check;
  private final Caller caller;
  private final Transactions transactions;

  SshCheckResource(
      Containers containers,
      Credentials credentials,
      SshCheck check,
      Caller caller,
      Transactions transactions) {
    this.transactions = transactions;
    this.containers = containers;
    this.credentials = credentials;
    this.check = check;
    this.caller = caller;
  }

  @POST
  @RolesAllowed({Roles.USER, Roles.PLATFORM, Roles.OPERATOR})
  @Operation(summary = "Looks at what a login to the container needs; changes nothing in it")
  public Uni<SshCheckView> check(@PathParam("id") String id) {
    return Panache.withSession(() -> subject(id))
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(this::checkNow)
        .call(seen -> seen.hasAnswered() ? answers(id) : Uni.createFrom().voidItem());
  }

  /** Lists show at once, not after the next inspection, that a check found SSH working again. */
  private Uni<Void> answers(String id) {
    return transactions.run(
        () ->
            containers
                .lock(id)
                .chain(
                    details ->
                        details != null && details.runs()
                            ? containers.answers(id)
                            : Uni.createFrom().voidItem()));
  }

  private SshCheckView checkNow(Subject subject) {
    if (!free.tryAcquire()) {
      throw Problem.tooManyRequests("Many checks are under way: try again soon.", SOON);
    }
    try {
      return check.of(subject.container(), subject.addresses(), subject.pending());
    } finally {
      free.release();
    }
  }

  private Uni<Subject> subject(String id) {
    return containers
        .find(id)
        .map(details -> Listing.visible(caller.reading(), details))
        .chain(this::subject);
  }

  private Uni<Subject> subject(ContainerDetails details) {
    String id = details.id();
    return containers
        .addresses(id)
        .chain(
            addresses ->
                credentials
                    .latest(List.of(id))
                    .map(latest -> new Subject(details, addresses, isPending(latest.get(id)))));
  }

  private static boolean isPending(CredentialView latest) {
    return latest != null && latest.state().isUnfinished();
  }

  private record Subject(ContainerDetails container, List<Address> addresses, boolean pending) {}
}
