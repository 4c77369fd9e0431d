package dev.postern.dashboard.asof;

import dev.postern.dashboard.page.Words;
import dev.postern.dashboard.services.Container;
import dev.postern.dashboard.services.ContainerEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A container at a moment, from its events up to then.
 *
 * @param state {@code UNKNOWN} before it was registered, {@code RUNNING} or {@code STOPPED}
 * @param generation of the password that worked; 0 before the first
 * @param since when that password was applied; null before the first
 * @param by the requester; null where the event does not name one
 * @param pending whether a later one was asked for and not applied yet
 * @param events up to the moment, the latest first
 */
public record ContainerThen(
    Container container,
    String state,
    long generation,
    Instant since,
    String by,
    boolean pending,
    List<Told> events) {

  private static final Set<String> APPLIED = Set.of("ContainerCreated", "PasswordReset");
  private static final Set<String> ENDED =
      Set.of("PasswordResetFailed", "PasswordResetSuperseded", "SecretExpired");

  /** An event, with the data as it was published. */
  public record Told(Instant time, String sentence, String by, String json) {

    private static Told of(ContainerEvent event, Words words) {
      String reason = event.data().path("reason").asText("");
      return new Told(
          event.time(),
          words.texts().event(event.type(), reason.isEmpty() ? "" : words.texts().reason(reason)),
          event.data().path("requestedBy").asText(null),
          event.data().toPrettyString());
    }
  }

  /**
   * @param past the container's events up to the moment, the latest first
   */
  static ContainerThen of(Container container, List<ContainerEvent> past, Words words) {
    Optional<ContainerEvent> applied = first(past, APPLIED);
    long generation = applied.map(ContainerThen::generation).orElse(0L);
    return new ContainerThen(
        container,
        state(past),
        generation,
        applied.map(ContainerEvent::time).orElse(null),
        applied.map(event -> event.data().path("requestedBy").asText(null)).orElse(null),
        isPending(past, generation),
        past.stream().map(event -> Told.of(event, words)).toList());
  }

  private static boolean isPending(List<ContainerEvent> past, long generation) {
    return first(past, Set.of("PasswordResetRequested"))
        .filter(asked -> generation(asked) > generation)
        .filter(
            asked ->
                past.stream()
                    .noneMatch(e -> ENDED.contains(e.type()) && generation(e) >= generation(asked)))
        .isPresent();
  }

  private static String state(List<ContainerEvent> past) {
    if (past.isEmpty()) {
      return "UNKNOWN";
    }
    return first(past, Set.of("ContainerStarted", "ContainerStopped", "ContainerRecreated"))
            .filter(event -> event.type().equals("ContainerStopped"))
            .isPresent()
        ? "STOPPED"
        : "RUNNING";
  }

  private static Optional<ContainerEvent> first(List<ContainerEvent> events, Set<String> types) {
    return events.stream().filter(event -> types.contains(event.type())).findFirst();
  }

  private static long generation(ContainerEvent event) {
    return event.data().path("generation").asLong(0);
  }
}
