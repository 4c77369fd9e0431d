package dev.postern.ip.quota;

import dev.postern.events.ips.Family;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.io.Serializable;

/** Limits of one account for one family; null is no limit, 0 is not allowed. */
@Entity
class IpQuota {

  @EmbeddedId Key id;

  Integer perContainer;
  Integer perEnvironment;
  Integer total;

  IpQuota() {}

  IpQuota(Key id) {
    this.id = id;
  }

  void set(QuotaLimits limits) {
    perContainer = limits.perContainer();
    perEnvironment = limits.perEnvironment();
    total = limits.total();
  }

  QuotaLimits limits() {
    return new QuotaLimits(perContainer, perEnvironment, total);
  }

  /** Whose, and for what. */
  @Embeddable
  record Key(String account, @Enumerated(EnumType.STRING) Family family) implements Serializable {}
}
