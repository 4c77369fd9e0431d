package dev.postern.dashboard.asof;

import dev.postern.dashboard.services.ContainerEvent;
import dev.postern.dashboard.services.ContainersApi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Reads a container's events from its first one up to a moment, and no further. */
@ApplicationScoped
class PastEvents {

  private final ContainersApi api;

  PastEvents(@RestClient ContainersApi api) {
    this.api = api;
  }

  /** The latest first. */
  Uni<List<ContainerEvent>> until(String container, Instant at) {
    return from(container, at, null, new ArrayList<>())
        .map(
            events -> {
              Collections.reverse(events);
              return events;
            });
  }

  private Uni<List<ContainerEvent>> from(
      String container, Instant at, String cursor, List<ContainerEvent> found) {
    return api.history(container, null, ContainersApi.MOST, cursor)
        .chain(
            page -> {
              page.items().stream().filter(e -> !e.time().isAfter(at)).forEach(found::add);
              boolean over = page.items().stream().anyMatch(e -> e.time().isAfter(at));
              return over || page.next() == null
                  ? Uni.createFrom().item(found)
                  : from(container, at, page.next(), found);
            });
  }
}
