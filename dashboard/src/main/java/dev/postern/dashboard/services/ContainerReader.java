package dev.postern.dashboard.services;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Lists that are longer than one answer of the service. */
@ApplicationScoped
public class ContainerReader {

  /** More than anybody looks through; a filter of the service would be needed beyond. */
  static final int LIMIT = 10_000;

  private final ContainersApi api;

  ContainerReader(@RestClient ContainersApi api) {
    this.api = api;
  }

  /** All that the person may see. */
  public Uni<List<Container>> all() {
    return of(null, null);
  }

  /**
   * @param layer null for every layer
   */
  public Uni<List<Container>> of(String environment, String layer) {
    return from(environment, layer, null, new ArrayList<>());
  }

  /** Those with the ids, in that order; fails with 404 where there is none of one. */
  public Uni<List<Container>> of(List<String> ids) {
    return ids.isEmpty()
        ? Uni.createFrom().item(List.of())
        : Uni.join()
            .all(ids.stream().map(Ids::known).map(api::get).toList())
            .usingConcurrencyOf(8)
            .andFailFast();
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
  public Uni<ResetSet> resets(String set) {
    return api.resets(Ids.known(set));
  }

  private Uni<List<Container>> from(
      String environment, String layer, String cursor, List<Container> found) {
    return api.list(environment, layer, ContainersApi.MOST, cursor)
        .chain(
            page -> {
              found.addAll(page.items());
              return page.next() == null || found.size() >= LIMIT
                  ? Uni.createFrom().item(found)
                  : from(environment, layer, page.next(), found);
            });
  }

  /** What happened to a container, newest first. */
  public Uni<List<ContainerEvent>> history(String id) {
    return history(id, null, new ArrayList<>())
        .map(
            events -> {
              Collections.reverse(events);
              return events;
            });
  }

  private Uni<List<ContainerEvent>> history(String id, String cursor, List<ContainerEvent> found) {
    return api.history(id, ContainersApi.MOST, cursor)
        .chain(
            page -> {
              found.addAll(page.items());
              return page.next() == null
                  ? Uni.createFrom().item(found)
                  : history(id, page.next(), found);
            });
  }
}
