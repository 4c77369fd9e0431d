package dev.postern.credential.listing;

import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.ContainerFilter;
import dev.postern.credential.container.Containers;
import dev.postern.credential.credential.CredentialView;
import dev.postern.credential.credential.Credentials;
import dev.postern.credential.signin.Scope;
import dev.postern.events.containers.Address;
import dev.postern.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Puts together what callers see of containers, within the caller's transaction or session. */
@ApplicationScoped
public class Listing {

  private final Containers containers;
  private final Credentials credentials;

  Listing(Containers containers, Credentials credentials) {
    this.containers = containers;
    this.credentials = credentials;
  }

  /**
   * @return fails with the problem 404 where there is none, or none that the scope sees
   */
  public Uni<ContainerView> one(Scope scope, String id) {
    return containers
        .find(id)
        .map(details -> visible(scope, details))
        .chain(details -> views(List.of(details)))
        .map(views -> views.get(0));
  }

  public Uni<Page<ContainerView>> page(ContainerFilter filter, String cursor, int limit) {
    return containers
        .page(filter, Cursor.position(cursor), limit + 1)
        .chain(this::views)
        .map(views -> Page.of(views, limit, ContainerView::id));
  }

  /**
   * @param details null where there is none
   */
  public static ContainerDetails visible(Scope scope, ContainerDetails details) {
    if (details == null || !scope.sees(details.account())) {
      throw Problem.notFound("There is no such container: check its id.");
    }
    return details;
  }

  private Uni<List<ContainerView>> views(List<ContainerDetails> page) {
    List<String> ids = page.stream().map(ContainerDetails::id).toList();
    return credentials
        .latest(ids)
        .chain(latest -> containers.addresses(ids).map(served -> views(page, latest, served)));
  }

  private static List<ContainerView> views(
      List<ContainerDetails> page,
      Map<String, CredentialView> latest,
      Map<String, List<Address>> addresses) {
    return page.stream()
        .map(
            c -> ContainerView.of(c, latest.get(c.id()), addresses.getOrDefault(c.id(), List.of())))
        .toList();
  }
}
