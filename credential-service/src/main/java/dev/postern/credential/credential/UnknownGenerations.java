package dev.postern.credential.credential;

import dev.postern.credential.container.ContainerDetails;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Passwords of which, after the database was restored, neither it nor the topics say what became.
 * One may be in the container, so the same number is never applied again: another password could
 * come in that nobody is told, or the mark in the container refuses it. A new one takes its place,
 * with a mail of its own.
 */
@ApplicationScoped
public class UnknownGenerations {

  private static final Logger LOG = Logger.getLogger(UnknownGenerations.class);

  private final GenerationRepository generations;
  private final Credentials credentials;
  private final GenerationOutcomes generationOutcomes;

  UnknownGenerations(
      GenerationRepository generations,
      Credentials credentials,
      GenerationOutcomes generationOutcomes) {
    this.generations = generations;
    this.credentials = credentials;
    this.generationOutcomes = generationOutcomes;
  }

  /**
   * Containers that may have such passwords, in the order of their ids.
   *
   * @param before when the restore was noticed: what was requested later is known
   */
  public Uni<List<String>> containers(String after, Instant before, int limit) {
    return generations.unsettled(after, before, limit);
  }

  /**
   * Replaces those of a container, in the caller's transaction and with the row locked.
   *
   * @return the number of the new password; 0 where none was needed
   */
  public Uni<Long> replace(ContainerDetails details, Instant before) {
    return generations
        .all(details.id())
        .map(rows -> rows.stream().filter(row -> row.isRequestedBefore(before)).toList())
        .chain(rows -> replace(details, rows));
  }

  private Uni<Long> replace(ContainerDetails details, List<Generation> rows) {
    Generation present = latest(rows.stream().filter(row -> row.proof() != null).toList());
    List<Generation> unknown = rows.stream().filter(Generation::isUnknown).toList();
    Generation last = latest(unknown);
    if (isHashLost(details, present) && (last == null || last.number() < present.number())) {
      last = present;
    }
    if (last == null) {
      return Uni.createFrom().item(0L);
    }
    return present != null && last.number() < present.number()
        ? supersede(unknown, details, present.number()).replaceWith(0L)
        : renew(details, last)
            .call(renewed -> supersede(unknown, details, renewed.generation()))
            .map(CredentialView::generation);
  }

  private static Generation latest(List<Generation> rows) {
    return rows.stream().max(Comparator.comparingLong(Generation::number)).orElse(null);
  }

  /** A pod would have no password after its next restart. */
  private static boolean isHashLost(ContainerDetails details, Generation present) {
    return details.setup().keepsHash()
        && present != null
        && present.isTakenOver()
        && present.keptHash() == null;
  }

  private Uni<CredentialView> renew(ContainerDetails details, Generation last) {
    LOG.infof(
        "Restored, and not known: another password takes its place container=%s account=%s"
            + " generation=%d",
        details.id(), details.account(), last.number());
    return credentials.request(
        new CredentialRequest(details, cause(last), null, last.requestedBy()));
  }

  /** A creation that was published is over. */
  private static GenerationCause cause(Generation last) {
    return last.isUnknown() && last.proof() == null ? last.cause() : GenerationCause.RESET;
  }

  private Uni<Void> supersede(List<Generation> rows, ContainerDetails details, long by) {
    return Multi.createFrom()
        .iterable(rows)
        .onItem()
        .transformToUniAndConcatenate(
            row -> generationOutcomes.superseded(row, details, by).replaceWith(row))
        .collect()
        .last()
        .replaceWithVoid();
  }
}
