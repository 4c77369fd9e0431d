package dev.postern.audit.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.audit.log.EventLog;
import dev.postern.audit.log.HistoryReader;
import dev.postern.audit.log.LogEvent;
import dev.postern.audit.log.ReadSummary;
import dev.postern.audit.log.WordSearch;
import dev.postern.events.Topics;
import dev.postern.events.containers.ContainerRegistered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Collects the events that are about somebody or something. There is no order across topics but the
 * publishers' clocks, so entries are sorted by those; within a topic and key by sequence.
 */
public final class Timeline {

  private static final List<String> CONTAINER_FIELDS =
      List.of("container", "previousContainer", "target");
  private static final List<String> ACCOUNT_FIELDS = List.of("account", "owner", "with");
  private static final Comparator<TimelineEntry> ORDER =
      Comparator.comparing(entry -> entry.event().time());

  private final EventLog log;
  private final HistoryReader history;

  public Timeline(EventLog log, HistoryReader history) {
    this.log = log;
    this.history = history;
  }

  /** The events, the oldest first. */
  public record Answer(List<TimelineEntry> entries, ReadSummary read) {}

  /**
   * What names a container; of its public addresses too.
   *
   * @param container its id or its name
   * @param since null for everything; {@code until} too
   */
  public Answer ofContainer(String container, Instant since, Instant until) {
    Set<String> ids = ids(container);
    return collect(ids, since, until, event -> names(event.tree(), CONTAINER_FIELDS, ids));
  }

  /** What is about an account: its own things, and what others share with it. */
  public Answer ofAccount(String account, Instant since, Instant until) {
    Set<String> accounts = Set.of(account);
    return collect(accounts, since, until, event -> names(event.tree(), ACCOUNT_FIELDS, accounts));
  }

  /** What a person or a program asked for. */
  public Answer ofActor(String subject, Instant since, Instant until) {
    return collect(
        Set.of(subject),
        since,
        until,
        event ->
            event.actor().filter(actor -> actor.subject().equals(subject)).isPresent()
                || event.tree().path("subject").asText().equals(subject));
  }

  /** Of all containers that ever had the name; and the id itself, which may be only in requests. */
  private Set<String> ids(String container) {
    var search = new WordSearch(Set.of(container));
    Set<String> ids = new HashSet<>(Set.of(container));
    history.each(
        List.of(Topics.CONTAINERS),
        null,
        search::isIn,
        event -> {
          if (event.type().isPresent()
              && event.data() instanceof ContainerRegistered said
              && said.name().equals(container)) {
            ids.add(said.container());
          }
        });
    return ids;
  }

  private Answer collect(
      Set<String> words, Instant since, Instant until, Predicate<LogEvent> asked) {
    var search = new WordSearch(words);
    List<TimelineEntry> entries = new ArrayList<>();
    // State topics say the same again, and forget.
    ReadSummary read =
        history.each(
            log.present(Topics.EVENTS),
            until,
            // Most events are another's: neither JSON nor headers of theirs need be parsed.
            search::isIn,
            event -> {
              if (asked.test(event) && (since == null || !event.time().isBefore(since))) {
                entries.add(TimelineEntry.of(event));
              }
            });
    entries.sort(ORDER);
    return new Answer(entries, read);
  }

  private static boolean names(JsonNode data, List<String> fields, Set<String> values) {
    return fields.stream().anyMatch(field -> values.contains(data.path(field).asText()));
  }
}
