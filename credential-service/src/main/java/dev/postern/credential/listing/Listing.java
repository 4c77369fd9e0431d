package dev.postern.credential.listing;

import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.ContainerFilter;
import dev.postern.credential.container.ContainerSort;
import dev.postern.credential.container.Containers;
import dev.postern.credential.credential.CredentialView;
import dev.postern.credential.credential.Credentials;
import dev.postern.events.containers.Address;
import dev.postern.identity.Scope;
import dev.postern.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Builds the callers' view of containers, within the caller's transaction or session. */
@ApplicationScoped
public class Listing {

  private static final int MOST_GROUPS = 1000;

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

  Uni<ContainerPage> page(ContainerFilter filter, ContainerSort sort, String cursor, int limit) {
    ListPosition from = ListPosition.of(cursor, sort);
    return from.backward()
        ? containers
            .pageBefore(filter, sort, from.values(), limit + 1)
            .chain(found -> endingBefore(found, sort, limit))
        : containers
            .page(filter, sort, from.values(), limit + 1)
            .chain(found -> beginningBehind(found, sort, limit, cursor != null));
  }

  private Uni<ContainerPage> beginningBehind(
      List<ContainerDetails> found, ContainerSort sort, int limit, boolean afterOthers) {
    boolean more = found.size() > limit;
    return page(more ? found.subList(0, limit) : found, sort, more, afterOthers);
  }

  private Uni<ContainerPage> endingBefore(
      List<ContainerDetails> found, ContainerSort sort, int limit) {
    boolean more = found.size() > limit;
    return page(more ? found.subList(1, found.size()) : found, sort, true, more);
  }

  private Uni<ContainerPage> page(
      List<ContainerDetails> rows, ContainerSort sort, boolean next, boolean previous) {
    if (rows.isEmpty()) {
      return Uni.createFrom().item(ContainerPage.EMPTY);
    }
    String behind = next ? ListPosition.behind(sort, rows.get(rows.size() - 1)) : null;
    String before = previous ? ListPosition.before(sort, rows.get(0)) : null;
    return views(rows).map(views -> new ContainerPage(views, behind, before));
  }

  /** By layer too, where that is asked for: the first thousand of them. */
  Uni<ContainerCounts> counts(ContainerFilter filter, boolean byLayer) {
    return containers
        .count(filter)
        .chain(
            total ->
                byLayer
                    ? containers
                        .countByLayer(filter, MOST_GROUPS)
                        .map(groups -> new ContainerCounts(total, groups))
                    : Uni.createFrom().item(new ContainerCounts(total, null)));
  }

  /**
   * @param details null where there is none
   * @throws Problem 404 where there is none, or none that the scope sees
   */
  public static ContainerDetails visible(Scope scope, ContainerDetails details) {
    if (details == null || !scope.includes(details.account())) {
      throw notFound();
    }
    return details;
  }

  /** The answer for a container of another account too: both must look the same. */
  public static Problem notFound() {
    return Problem.notFound("There is no such container: check its id.");
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
