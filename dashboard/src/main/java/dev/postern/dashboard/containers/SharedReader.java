package dev.postern.dashboard.containers;

import dev.postern.dashboard.connect.GatewayLine;
import dev.postern.dashboard.services.GatewayApi;
import dev.postern.dashboard.services.Part;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What others share with the person: the gateways know it as a login does. */
@ApplicationScoped
class SharedReader {

  private final GatewayApi gateways;
  private final GatewayLine line;

  SharedReader(GatewayApi gateways, GatewayLine line) {
    this.gateways = gateways;
    this.line = line;
  }

  /**
   * @param owner whether the person has an account that others can share with
   */
  Uni<Part<SharedContainers>> of(boolean owner, String filter) {
    return owner
        ? Part.of(gateways.shared().map(found -> SharedContainers.of(found, filter, line)))
        : Uni.createFrom().item(new Part<>(new SharedContainers(List.of(), 0)));
  }
}
