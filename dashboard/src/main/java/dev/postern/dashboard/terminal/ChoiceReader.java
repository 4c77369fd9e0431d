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
   * A container, and those that stand beside it for choice: of the first page of the list, for any
   * other is opened from its own row.
   *
   * @param id fails with 404 where it is none of them
   */
  Uni<Choices> with(String id) {
    Uni<List<SharedContainer>> shared = gateways.shared().memoize().indefinitely();
    return Uni.combine()
        .all()
        .unis(one(id, shared), Part.of(own()), Part.of(shared))
        .with((chosen, own, others) -> new Choices(chosen, all(own, others)));
  }

  private Uni<Choice> one(String id, Uni<List<SharedContainer>> shared) {
    return containers
        .get(id)
        .map(Choice::of)
        .onFailure(ServiceProblem::isGone)
        .recoverWithUni(notFound -> one(id, shared, notFound));
  }

  private static Uni<Choice> one(String id, Uni<List<SharedContainer>> shared, Throwable notFound) {
    return shared
        .map(all -> all.stream().filter(container -> container.id().equals(id)).findFirst())
        .chain(
            found ->
                found.isPresent()
                    ? Uni.createFrom().item(Choice.of(found.get()))
                    : Uni.createFrom().failure(notFound));
  }

  private static Part<List<Choice>> all(
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
