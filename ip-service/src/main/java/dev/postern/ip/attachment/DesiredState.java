package dev.postern.ip.attachment;

import dev.postern.ip.plane.Binding;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Reads from the database what the plane should do. */
@ApplicationScoped
class DesiredState {

  private static final String ROWS =
      "select a.address, a.state, a.reason, a.traceParent, a.causationId, c.id, c.sshdAddress,"
          + " c.sshdPort from Attachment a join KnownContainer c on c.id = a.container where ";
  private static final String ALL = ROWS + "a.state <> QUARANTINED order by a.takenAt";
  private static final String UNSETTLED =
      ROWS
          + "(a.state in (ATTACHING, DETACHING) or a.reason is not null) and a.state <> QUARANTINED"
          + " order by a.takenAt";

  private static final String UNANSWERED =
      "select count(*) from Attachment where reason is not null and state <> QUARANTINED";

  private static final String EXPIRED =
      "select address from Attachment where state = QUARANTINED and quarantinedUntil <= :now";

  DesiredState() {}

  /** One address that is not free and not in quarantine. */
  record Row(
      String address,
      AttachmentState state,
      String reason,
      String traceParent,
      UUID causationId,
      String container,
      String sshdAddress,
      int sshdPort) {

    Binding binding() {
      return new Binding(address, container, sshdAddress, sshdPort);
    }
  }

  /** Every address that is not free and not in quarantine. */
  Uni<List<Row>> all() {
    return rows(ALL);
  }

  /** Those that are not, or were not when last looked at, as they should be. */
  Uni<List<Row>> unsettled() {
    return rows(UNSETTLED);
  }

  /** How many addresses do not answer as they should, for a reason that is known. */
  Uni<Long> unanswered() {
    return Panache.withSession(
        () ->
            Panache.getSession()
                .chain(s -> s.createQuery(UNANSWERED, Long.class).getSingleResult()));
  }

  private static Uni<List<Row>> rows(String query) {
    return Panache.withSession(
        () -> Panache.getSession().chain(s -> s.createQuery(query, Row.class).getResultList()));
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
