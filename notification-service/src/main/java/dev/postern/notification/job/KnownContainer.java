package dev.postern.notification.job;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What the events of a container's passwords told of it; {@link KnownContainerRepository} writes
 * it.
 */
@Entity
@Table(name = "known_container")
class KnownContainer {

  /** The two moments are of two services' clocks. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  @Id String container;
  String facts;
  long generation;
  Instant createdAt;
  String createdAddresses;

  protected KnownContainer() {}

  static Uni<Optional<KnownContainer>> of(Mutiny.Session session, String container) {
    return session.find(KnownContainer.class, container).map(Optional::ofNullable);
  }

  static Uni<Integer> forget(Mutiny.Session session, String container) {
    return session
        .createMutationQuery("delete from KnownContainer where container = :container")
        .setParameter("container", container)
        .executeUpdate();
  }

  /** Whether the mail with the container's first password told of this attachment already. */
  boolean wasCreatedWith(String address, Instant attachedAt) {
    return createdAt != null
        && attachedAt.isBefore(createdAt.plus(CLOCKS_DIFFER))
        && List.of(createdAddresses.split(" ")).contains(address);
  }
}
