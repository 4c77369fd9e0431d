package dev.postern.credential.container;

import dev.postern.events.ips.PublicIpAttached;
import dev.postern.events.state.ContainerState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Makes containers of a restored database what was published of them. Nothing is published again:
 * readers know it. All within the caller's transaction, with the container's row locked.
 */
@ApplicationScoped
public class PublishedContainers {

  private final ContainerRepository rows;
  private final AddressRepository addresses;

  PublishedContainers(ContainerRepository rows, AddressRepository addresses) {
    this.rows = rows;
    this.addresses = addresses;
  }

  /** Where it is, its host keys and whether it runs; its addresses are told one by one. */
  public Uni<Void> become(String id, ContainerState published) {
    return change(id, row -> row.become(published));
  }

  public Uni<Void> recreated(String id) {
    return change(id, Container::lostItsFiles);
  }

  /**
   * @param generation a password of this number was published: the container's mark and the mails
   *     that left know it
   */
  public Uni<Void> counted(String id, long generation) {
    return change(id, row -> row.counted(generation));
  }

  public Uni<Void> silent(String id, Instant since) {
    return change(id, row -> row.silent(since));
  }

  public Uni<Void> deleted(String id, Instant at) {
    return change(id, row -> row.delete(at))
        .chain(() -> addresses.delete("container", id))
        .replaceWithVoid();
  }

  public Uni<Void> attached(String id, PublicIpAttached said) {
    return addresses.attach(
        id, new PublicAddress(said.address(), said.port(), said.family().name(), said.primary()));
  }

  public Uni<Void> detached(String id, String address) {
    return addresses.detach(id, address);
  }

  private Uni<Void> change(String id, Consumer<Container> change) {
    return rows.known(id)
        .invoke(
            row -> {
              if (row != null) {
                change.accept(row);
              }
            })
        .replaceWithVoid();
  }
}
