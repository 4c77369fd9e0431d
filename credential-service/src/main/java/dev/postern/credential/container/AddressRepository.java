package dev.postern.credential.container;

import dev.postern.events.containers.Address;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows of public addresses. */
@ApplicationScoped
class AddressRepository implements PanacheRepositoryBase<ContainerAddress, String> {

  private static final String ORDER = " order by primaryOne desc, family, address";

  /** Primaries first, IPv4 before IPv6. */
  Uni<List<Address>> of(String container) {
    return list("container = ?1" + ORDER, container)
        .map(rows -> rows.stream().map(ContainerAddress::address).toList());
  }

  Uni<Map<String, List<Address>>> of(List<String> containers) {
    return containers.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : list("container in ?1" + ORDER, containers)
            .map(
                rows ->
                    rows.stream()
                        .collect(
                            Collectors.groupingBy(
                                ContainerAddress::container,
                                Collectors.mapping(
                                    ContainerAddress::address, Collectors.toList()))));
  }

  Uni<Void> attach(String container, PublicAddress data) {
    return findById(data.address())
        .map(row -> row == null ? new ContainerAddress(data.address()) : row)
        .invoke(row -> row.serves(container, data))
        .chain(this::persistAndFlush)
        .replaceWithVoid();
  }

  Uni<Void> detach(String container, String address) {
    return delete("container = ?1 and address = ?2", container, address).replaceWithVoid();
  }
}
