package dev.postern.audit.log;

import dev.postern.events.EventCatalogue;
import dev.postern.events.EventData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** What is to be done with each type of event; types that nobody asked for are not even parsed. */
public final class Fold {

  private static final Predicate<LogRecord> ALL = record -> true;

  private final Map<Class<?>, List<Handler>> handlers = new HashMap<>();

  /** Of each topic, in the order in which they came; what matters to several stands there once. */
  private final Map<String, Set<Predicate<LogRecord>>> topics = new LinkedHashMap<>();

  private record Handler(Predicate<LogRecord> records, BiConsumer<LogEvent, EventData> step) {}

  /** Several handlers of a type are called in the order in which they came. */
  public <T extends EventData> Fold on(Class<T> type, BiConsumer<LogEvent, T> handler) {
    return on(type, ALL, handler);
  }

  /**
   * @param records those that matter, by key or value; others are not parsed
   */
  public <T extends EventData> Fold on(
      Class<T> type, Predicate<LogRecord> records, BiConsumer<LogEvent, T> handler) {
    topics
        .computeIfAbsent(EventCatalogue.typeOf(type).topic(), topic -> new LinkedHashSet<>())
        .add(records);
    handlers
        .computeIfAbsent(type, t -> new ArrayList<>(1))
        .add(new Handler(records, (event, data) -> handler.accept(event, type.cast(data))));
    return this;
  }

  /** The topics of all types, in the order in which they came. */
  public List<String> topics() {
    return List.copyOf(topics.keySet());
  }

  /** Calls the handlers of its type, if any; a tombstone has none. */
  public void apply(LogEvent event) {
    if (event.isTombstone()) {
      return;
    }
    for (Handler handler : handlersOf(event)) {
      if (handler.records().test(event.record())) {
        handler.step().accept(event, event.data());
      }
    }
  }

  /** Whether it may matter, before anything of it is read. One without a key is no event. */
  boolean mayBeAsked(LogRecord record) {
    if (record.key() == null) {
      return true;
    }
    for (Predicate<LogRecord> records : topics.getOrDefault(record.topic(), Set.of())) {
      if (records.test(record)) {
        return true;
      }
    }
    return false;
  }

  boolean isAsked(LogEvent event) {
    for (Handler handler : handlersOf(event)) {
      if (handler.records().test(event.record())) {
        return true;
      }
    }
    return false;
  }

  private List<Handler> handlersOf(LogEvent event) {
    return event.type().map(type -> handlers.get(type.data())).orElse(List.of());
  }
}
