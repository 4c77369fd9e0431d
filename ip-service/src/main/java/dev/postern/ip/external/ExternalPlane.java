package dev.postern.ip.external;

import dev.postern.ip.plane.AddressPlane;
import dev.postern.ip.plane.Binding;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Does nothing itself: the ledger's events are the requests. */
@ApplicationScoped
@Identifier("external")
class ExternalPlane implements AddressPlane {

  private final ExternalConfig config;

  ExternalPlane(ExternalConfig config) {
    this.config = config;
  }

  @Override
  public int port() {
    return config.port();
  }

  @Override
  public boolean isConfirmedByEvents() {
    return true;
  }

  @Override
  public Uni<Void> attach(Binding binding) {
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> detach(String address) {
    return Uni.createFrom().voidItem();
  }

  @Override
  public Set<String> observe() {
    return Set.of();
  }
}
