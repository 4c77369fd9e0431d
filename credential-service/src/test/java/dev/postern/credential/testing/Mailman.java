package dev.postern.credential.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.RegistryConfiguration;
import dev.postern.events.Event;
import dev.postern.events.EventData;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventReader;
import dev.postern.topicreader.RecordHeaders;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;

/** Does with events and secrets what notification-service does. */
public final class Mailman {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private Mailman() {}

  /** The events of a type about a container, oldest first. */
  public static <T extends EventData> List<T> events(String container, Class<T> type) {
    return ContainerTopic.of(container).stream()
        .map(Mailman::event)
        .flatMap(Optional::stream)
        .map(Event::data)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** The ids of the traces of a container's events, each after its type's name. */
  public static List<String> traces(String container) {
    return ContainerTopic.of(container).stream()
        .map(
            record ->
                event(record).orElseThrow().type().name()
                    + " "
                    + RecordHeaders.text(record.headers(), EventHeaders.TRACE_PARENT).split("-")[1])
        .toList();
  }

  /** The types of its events, each with who asked for it, or the type that it follows from. */
  public static List<String> causes(String container) {
    List<Event<?>> events =
        ContainerTopic.of(container).stream()
            .<Event<?>>map(record -> event(record).orElseThrow())
            .toList();
    return events.stream()
        .map(event -> event.type().name() + asker(event) + origin(event, events))
        .toList();
  }

  private static String asker(Event<?> event) {
    return event.actor() == null ? "" : " of " + event.actor().subject();
  }

  private static String origin(Event<?> event, List<Event<?>> events) {
    return events.stream()
        .filter(other -> other.id().equals(event.causationId()))
        .map(other -> " after " + other.type().name())
        .collect(Collectors.joining());
  }

  public static <T extends EventData> T awaitEvent(String container, Class<T> type) {
    return awaitEvents(container, type, 1).get(0);
  }

  public static <T extends EventData> List<T> awaitEvents(
      String container, Class<T> type, int count) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> events(container, type), found -> found.size() >= count);
  }

  private static Optional<Event<?>> event(ConsumerRecord<String, String> record) {
    return EventReader.read(
        name -> RecordHeaders.text(record.headers(), name), record.key(), record.value());
  }

  public static Response lease(String secretRef) {
    return Requests.asService("notification-service")
        .post("/internal/v1/secrets/" + secretRef + "/lease");
  }

  public static void acknowledge(String secretRef) {
    Requests.asService("notification-service")
        .delete("/internal/v1/secrets/" + secretRef)
        .then()
        .statusCode(204);
  }

  /** Leases and opens a password. */
  public static String password(String ref, String container, long generation, String account)
      throws GeneralSecurityException {
    Response lease = lease(ref);
    assertThat(lease.statusCode()).isEqualTo(200);
    String info =
        "postern-secret-v1\n" + ref + "\n" + container + "\n" + generation + "\n" + account;
    byte[] plain =
        CredentialFiles.privateKeys()
            .getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class)
            .decrypt(
                Base64.getDecoder().decode(lease.<String>path("sealed")),
                info.getBytes(StandardCharsets.UTF_8));
    return new String(plain, StandardCharsets.US_ASCII);
  }
}
