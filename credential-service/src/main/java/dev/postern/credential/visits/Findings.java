package dev.postern.credential.visits;

import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.Containers;
import dev.postern.credential.credential.Credentials;
import dev.postern.credential.publishing.Publisher;
import dev.postern.events.containers.ContainerUnreachable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Writes down what a visit saw, in the caller's transaction. What was seen of a container that got
 * a new password, was recreated or stopped meanwhile counts for nothing.
 */
@ApplicationScoped
class Findings {

  private static final Logger LOG = Logger.getLogger(Findings.class);

  private final Containers containers;
  private final Credentials credentials;
  private final Publisher publisher;
  private final VisitSettings settings;
  private final Clock clock = Clock.systemUTC();

  Findings(
      Containers containers, Credentials credentials, Publisher publisher, VisitSettings settings) {
    this.containers = containers;
    this.credentials = credentials;
    this.publisher = publisher;
    this.settings = settings;
  }

  Uni<Void> record(ContainerDetails visited, Seen seen) {
    return containers
        .lock(visited.id())
        .chain(now -> isTheSame(visited, now) ? recordLocked(now, seen) : nothing());
  }

  private static boolean isTheSame(ContainerDetails visited, ContainerDetails now) {
    return now != null && now.runs() && now.generation() == visited.generation();
  }

  private Uni<Void> recordLocked(ContainerDetails details, Seen seen) {
    if (seen == Seen.UNSEEN) {
      return nothing();
    }
    return seen.greeted() ? greeted(details, seen) : silent(details, seen);
  }

  private Uni<Void> greeted(ContainerDetails details, Seen seen) {
    return containers
        .answers(details.id())
        .chain(() -> keys(details, seen.accessKeysDigest()))
        .chain(
            () ->
                seen.passwordDigest() == null
                    ? nothing()
                    : credentials.compare(details, seen.passwordDigest()));
  }

  private Uni<Void> keys(ContainerDetails details, String digest) {
    return digest == null || digest.equals(details.accessKeysDigest())
        ? nothing()
        : containers.hasAccessKeys(details.id(), digest);
  }

  private Uni<Void> silent(ContainerDetails details, Seen seen) {
    Instant now = clock.instant();
    return containers
        .isSilent(details.id(), now, settings.unreachableAfter(), seen.reason())
        .onItem()
        .ifNotNull()
        .transformToUni(since -> publish(details, since, seen));
  }

  private Uni<Void> publish(ContainerDetails details, Instant since, Seen seen) {
    LOG.infof("Unreachable container=%s since=%s", details.id(), since);
    return publisher.publish(
        new ContainerUnreachable(
            details.id(),
            details.account(),
            details.name(),
            details.environment(),
            since,
            seen.problems()));
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
