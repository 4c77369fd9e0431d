package dev.postern.dashboard.asof;

import dev.postern.dashboard.services.ContainerEvent;
import dev.postern.dashboard.services.ContainersApi;
import dev.postern.dashboard.services.Pages;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
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
    return Pages.until(
            cursor -> api.history(container, null, ContainersApi.MOST, cursor),
            (List<ContainerEvent> found) -> found.stream().anyMatch(e -> e.time().isAfter(at)))
        .map(
            events -> {
              events.removeIf(e -> e.time().isAfter(at));
              Collections.reverse(events);
              return events;
            });
  }
}
