package dev.postern.dashboard.services;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Lists that are longer than one answer of the service. */
@ApplicationScoped
public class ContainerReader {

  private final ContainersApi api;

  ContainerReader(@RestClient ContainersApi api) {
    this.api = api;
  }

  /**
   * @param layer null for every layer
   */
  public Uni<List<Container>> of(String environment, String layer) {
    return Pages.all(cursor -> api.list(environment, layer, ContainersApi.MOST, cursor));
  }

  /** The first that run, in the order of accounts, environments and layers. */
  public Uni<List<Container>> running() {
    return api.find("status:running", "environment", ContainersApi.MOST, null)
        .map(ContainersApi.ContainerPage::items);
  }

  /** Those with the ids that there are, in that order. */
  public Uni<List<Container>> known(List<String> ids) {
    ids.forEach(Ids::known);
    return Batches.of(ids, part -> api.present(part, ContainersApi.MOST))
        .map(pages -> inOrder(ids, pages));
  }

  private static List<Container> inOrder(
      List<String> ids, List<ContainersApi.ContainerPage> pages) {
    Map<String, Container> found =
        pages.stream()
            .flatMap(page -> page.items().stream())
            .collect(Collectors.toMap(Container::id, Function.identity()));
    return ids.stream().filter(found::containsKey).map(found::get).toList();
  }

  /** Those of the ids that the person sees; beyond {@link ContainersApi#MOST} none. */
  public Uni<List<Container>> present(List<String> ids) {
    List<String> asked =
        ids.stream().filter(Ids::isId).distinct().limit(ContainersApi.MOST).toList();
    return asked.isEmpty()
        ? Uni.createFrom().item(List.of())
        : api.present(asked, ContainersApi.MOST).map(ContainersApi.ContainerPage::items);
  }

  /** How far a set of resets is. */
  public Uni<ResetBatch> resets(String set) {
    return api.resets(Ids.known(set));
  }
}
