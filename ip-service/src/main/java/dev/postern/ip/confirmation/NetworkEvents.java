package dev.postern.ip.confirmation;

import dev.postern.events.Event;
import dev.postern.events.ips.PublicIpConfirmed;
import dev.postern.events.ips.PublicIpRefused;
import dev.postern.events.ips.PublicIpReleaseConfirmed;
import dev.postern.ip.address.HostAddress;
import dev.postern.ip.address.UnusableAddressException;
import dev.postern.ip.attachment.AttachmentTransitions;
import dev.postern.ip.external.ExternalConfig;
import dev.postern.ip.plane.AddressPlane;
import dev.postern.outbox.IdempotentConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Reads {@code platform.ips}; a late, foreign or replayed confirmation changes nothing. */
@ApplicationScoped
class NetworkEvents {

  private static final Logger LOG = Logger.getLogger(NetworkEvents.class);
  private static final Pattern REASON = Pattern.compile("[A-Z][A-Z_]{0,63}");
  private static final int HIGHEST_PORT = 65_535;

  private final IdempotentConsumer consumer;
  private final AttachmentTransitions transitions;
  private final AddressPlane plane;
  private final ExternalConfig config;

  NetworkEvents(
      IdempotentConsumer consumer,
      AttachmentTransitions transitions,
      AddressPlane plane,
      ExternalConfig config) {
    this.consumer = consumer;
    this.transitions = transitions;
    this.plane = plane;
    this.config = config;
  }

  @Incoming("platform-ips")
  Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumer.consume(record, this::handle);
  }

  private Uni<Void> handle(Event<?> event) {
    if (!plane.isConfirmedByEvents() || isStale(event)) {
      return skipped(event);
    }
    if (event.data() instanceof PublicIpConfirmed said && isPort(said.port())) {
      return transitions.confirmAttached(
          canonical(said.address()), holder(said.container()), said.port());
    }
    if (event.data() instanceof PublicIpReleaseConfirmed said) {
      return transitions.confirmDetached(canonical(said.address()), holder(said.container()));
    }
    if (event.data() instanceof PublicIpRefused said) {
      return transitions.refused(
          canonical(said.address()), holder(said.container()), reason(said.reason()));
    }
    return skipped(event);
  }

  /** An address may be asked for again, by the same container: an old answer is not for that. */
  private boolean isStale(Event<?> event) {
    return event.time().isBefore(Instant.now().minus(config.staleAfter()));
  }

  private static Uni<Void> skipped(Event<?> event) {
    LOG.infof("Skipped what the network says event=%s", event.id());
    return Uni.createFrom().voidItem();
  }

  private static boolean isPort(int port) {
    return port > 0 && port <= HIGHEST_PORT;
  }

  /** A text that is no address belongs to no container. */
  private static String canonical(String text) {
    try {
      return HostAddress.parse(text == null ? "" : text).text();
    } catch (UnusableAddressException e) {
      return "";
    }
  }

  /** A container that is not named holds nothing. */
  private static String holder(String container) {
    return container == null ? "" : container;
  }

  /** Owners see it, so it is one word and nothing else. */
  private static String reason(String said) {
    return said != null && REASON.matcher(said).matches() ? said : "REFUSED";
  }
}
