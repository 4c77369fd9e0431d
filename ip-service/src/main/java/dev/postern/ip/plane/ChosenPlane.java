package dev.postern.ip.plane;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;

/** Gives the features the plane that the configuration names. */
@ApplicationScoped
class ChosenPlane {

  private final Instance<AddressPlane> planes;
  private final PlaneConfig config;

  ChosenPlane(@Any Instance<AddressPlane> planes, PlaneConfig config) {
    this.planes = planes;
    this.config = config;
  }

  @Produces
  @ApplicationScoped
  AddressPlane plane() {
    Instance<AddressPlane> named = planes.select(Identifier.Literal.of(config.kind()));
    if (!named.isResolvable()) {
      throw new IllegalStateException(
          "postern.plane.kind is \""
              + config.kind()
              + "\"; there are relay, kubernetes and external");
    }
    return named.get();
  }

  /** A plane that lacks its configuration stops the start, not the first attachment. */
  void check(@Observes StartupEvent start, AddressPlane plane) {
    plane.port();
  }
}
