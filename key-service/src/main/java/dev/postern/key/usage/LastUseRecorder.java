package dev.postern.key.usage;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The column {@code last_used_at} of {@code ssh_key}, within the caller's session. */
@ApplicationScoped
class LastUseRecorder {

  /**
   * Stores a use only if it is a minute later than the stored one, so that a busy key does not cost
   * a write per session; never an earlier one, since gateways publish independently; and never a
   * future one, which a gateway's wrong clock would leave there.
   */
  private static final String USED =
      """
      UPDATE ssh_key SET last_used_at = least(cast(:time AS timestamptz), clock_timestamp())
      WHERE id = :id AND fingerprint = :fingerprint
        AND (last_used_at IS NULL OR last_used_at + interval '1 minute'
          <= least(cast(:time AS timestamptz), clock_timestamp()))
      """;

  /** A key that was removed meanwhile, or is not of that fingerprint, is skipped. */
  Uni<Void> record(String key, String fingerprint, Instant time) {
    return Panache.getSession()
        .chain(
            s ->
                s.createNativeQuery(USED)
                    .setParameter("id", key)
                    .setParameter("fingerprint", fingerprint)
                    .setParameter("time", time)
                    .executeUpdate())
        .replaceWithVoid();
  }
}
