package dev.postern.ip.attachment;

import dev.postern.ip.plane.Binding;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Reads from the ledger's side what the plane shall do. */
@ApplicationScoped
class DesiredState {

  private static final String ROWS =
      "select a.address, a.state, a.reason, c.id, c.sshdAddress, c.sshdPort from Attachment a join"
          + " KnownContainer c on c.id = a.container where a.state <> QUARANTINED order by"
          + " a.takenAt";

  private static final String EXPIRED =
      "select address from Attachment where state = QUARANTINED and quarantinedUntil <= :now";

  DesiredState() {}

  /** One address that is not free and not in quarantine. */
  record Row(
      String address,
      AttachmentState state,
      String reason,
      String container,
      String sshdAddress,
      int sshdPort) {

    Binding binding() {
      return new Binding(address, container, sshdAddress, sshdPort);
    }

    boolean isSshdKnown() {
      return sshdAddress != null;
    }
  }

  Uni<List<Row>> rows() {
    return Panache.withSession(
        () -> Panache.getSession().chain(s -> s.createQuery(ROWS, Row.class).getResultList()));
  }

  /** Addresses whose quarantine is over, at most 1,000. */
  Uni<List<String>> expired() {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(
                    s ->
                        s.createQuery(EXPIRED, String.class)
                            .setParameter("now", Instant.now())
                            .setMaxResults(1_000)
                            .getResultList()));
  }
}
