package dev.postern.ip.pool;

import dev.postern.events.ips.Family;
import dev.postern.ip.address.AddressRange;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.math.BigInteger;

/** Addresses of a pool that have no holder: {@code low} to {@code high}, both included. */
@Entity
class FreeRange {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long id;

  String pool;

  @Enumerated(EnumType.STRING)
  Family family;

  BigInteger low;
  BigInteger high;

  FreeRange() {}

  FreeRange(String pool, Family family, AddressRange range) {
    this.pool = pool;
    this.family = family;
    this.low = range.low();
    this.high = range.high();
  }

  AddressRange range() {
    return new AddressRange(low, high);
  }
}
