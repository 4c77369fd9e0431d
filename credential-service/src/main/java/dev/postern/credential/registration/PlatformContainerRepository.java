package dev.postern.credential.registration;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

/** Rows of what platforms' events said. */
@ApplicationScoped
class PlatformContainerRepository implements PanacheRepositoryBase<PlatformContainer, String> {

  private static final String MAKE =
      "INSERT INTO platform_container (ref, retired) VALUES (:ref, false) ON CONFLICT DO NOTHING";

  /** Locks the row until the transaction ends, and creates it where it does not exist. */
  Uni<PlatformContainer> locked(String ref) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(MAKE).setParameter("ref", ref).executeUpdate())
        .chain(() -> findById(ref, LockModeType.PESSIMISTIC_WRITE));
  }
}
