package dev.postern.credential.container;

import dev.postern.events.containers.Address;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The row of a public address. */
@Entity
@Table(name = "container_address")
class ContainerAddress {

  @Id private String address;
  private String container;
  private int port;
  private String family;
  private boolean primaryOne;

  ContainerAddress() {}

  ContainerAddress(String address) {
    this.address = address;
  }

  void serves(String newContainer, PublicAddress data) {
    container = newContainer;
    port = data.port();
    family = data.family();
    primaryOne = data.primary();
  }

  String container() {
    return container;
  }

  Address address() {
    return new Address(address, port);
  }
}
