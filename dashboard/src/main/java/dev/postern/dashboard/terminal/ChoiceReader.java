package dev.postern.dashboard.terminal;

import dev.postern.dashboard.services.ContainersApi;
import dev.postern.dashboard.services.GatewayApi;
import dev.postern.dashboard.services.Part;
import dev.postern.dashboard.services.ServiceProblem;
import dev.postern.dashboard.services.SharedContainer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The person's own containers, and those that others share, which only the gateways list. */
@ApplicationScoped
class ChoiceReader {

  private final ContainersApi containers;
  private final GatewayApi gateways;

  ChoiceReader(@RestClient ContainersApi containers, GatewayApi gateways) {
    this.containers = containers;
    this.gateways = gateways;
  }

  /**
   * @return fails with 404 where it is none of theirs
   */
  Uni<Choice> one(String id) {
    return containers
        .get(id)
        .map(Choice::of)
        .onFailure(ServiceProblem::isGone)
        .recoverWithUni(notFound -> shared(id, notFound));
  }

  /** Those of the first page of the list: a terminal of any other is opened from its own row. */
  Uni<Part<List<Choice>>> all() {
    return Uni.combine()
        .all()
        .unis(Part.of(own()), Part.of(gateways.shared()))
        .with(ChoiceReader::together);
  }

  private Uni<Choice> shared(String id, Throwable notFound) {
    return gateways
        .shared()
        .map(all -> all.stream().filter(container -> container.id().equals(id)).findFirst())
        .chain(
            found ->
                found.isPresent()
                    ? Uni.createFrom().item(Choice.of(found.get()))
                    : Uni.createFrom().failure(notFound));
  }

  private static Part<List<Choice>> together(
      Part<List<Choice>> own, Part<List<SharedContainer>> shared) {
    if (own.isDown() || shared.isDown()) {
      return own;
    }
    return new Part<>(
        Stream.concat(own.value().stream(), shared.value().stream().map(Choice::of))
            .sorted(Choice.ORDER)
            .toList());
  }

  private Uni<List<Choice>> own() {
    return containers
        .list(null, null, ContainersApi.MOST, null)
        .map(page -> page.items().stream().map(Choice::of).sorted(Choice.ORDER).toList());
  }
}
