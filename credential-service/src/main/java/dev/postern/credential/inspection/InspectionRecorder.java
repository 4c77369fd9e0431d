package dev.postern.credential.inspection;

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
 * Records what an inspection saw, in the caller's transaction. It does not count if the container
 * got a new password, was recreated or stopped meanwhile.
 */
@ApplicationScoped
class InspectionRecorder {

  private static final Logger LOG = Logger.getLogger(InspectionRecorder.class);

  private final Containers containers;
  private final Credentials credentials;
  private final Publisher publisher;
  private final InspectionConfig config;
  private final Clock clock = Clock.systemUTC();

  InspectionRecorder(
      Containers containers,
      Credentials credentials,
      Publisher publisher,
      InspectionConfig config) {
    this.containers = containers;
    this.credentials = credentials;
    this.publisher = publisher;
    this.config = config;
  }

  Uni<Void> record(ContainerDetails inspected, InspectionResult inspectionResult) {
    return containers
        .lock(inspected.id())
        .chain(now -> isTheSame(inspected, now) ? recordLocked(now, inspectionResult) : nothing());
  }

  private static boolean isTheSame(ContainerDetails inspected, ContainerDetails now) {
    return now != null && now.runs() && now.generation() == inspected.generation();
  }

  private Uni<Void> recordLocked(ContainerDetails details, InspectionResult inspectionResult) {
    if (inspectionResult == InspectionResult.UNSEEN) {
      return nothing();
    }
    return inspectionResult.answered()
        ? answered(details, inspectionResult)
        : silent(details, inspectionResult);
  }

  private Uni<Void> answered(ContainerDetails details, InspectionResult inspectionResult) {
    return containers
        .answers(details.id())
        .chain(() -> keys(details, inspectionResult.accessKeysDigest()))
        .chain(
            () ->
                inspectionResult.passwordDigest() == null
                    ? nothing()
                    : credentials.compare(details, inspectionResult.passwordDigest()));
  }

  private Uni<Void> keys(ContainerDetails details, String digest) {
    return digest == null || digest.equals(details.setup().accessKeysDigest())
        ? nothing()
        : containers.hasAccessKeys(details.id(), digest);
  }

  private Uni<Void> silent(ContainerDetails details, InspectionResult inspectionResult) {
    Instant now = clock.instant();
    return containers
        .isSilent(details.id(), now, config.unreachableAfter(), inspectionResult.reason())
        .onItem()
        .ifNotNull()
        .transformToUni(since -> publish(details, since, inspectionResult));
  }

  private Uni<Void> publish(
      ContainerDetails details, Instant since, InspectionResult inspectionResult) {
    LOG.infof(
        "Unreachable container=%s account=%s since=%s", details.id(), details.account(), since);
    return publisher.publish(
        new ContainerUnreachable(
            details.id(),
            details.account(),
            details.name(),
            details.placement().environment(),
            since,
            inspectionResult.problems()));
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
