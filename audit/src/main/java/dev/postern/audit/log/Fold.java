package dev.postern.audit.log;

import dev.postern.events.EventCatalogue;
import dev.postern.events.EventData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** What is to be done with each type of event; types that nobody asked for are not even parsed. */
public final class Fold {

  private final Map<Class<?>, List<Handler>> handlers = new HashMap<>();
  private final Set<String> topics = new LinkedHashSet<>();

  private record Handler(Predicate<String> keys, BiConsumer<LogEvent, EventData> step) {}

  /** Several handlers of a type are called in the order in which they came. */
  public <T extends EventData> Fold on(Class<T> type, BiConsumer<LogEvent, T> handler) {
    return on(type, key -> true, handler);
  }

  /**
   * @param keys the topic keys whose events matter; others are not parsed
   */
  public <T extends EventData> Fold on(
      Class<T> type, Predicate<String> keys, BiConsumer<LogEvent, T> handler) {
    topics.add(EventCatalogue.typeOf(type).topic());
    handlers
        .computeIfAbsent(type, t -> new ArrayList<>(1))
        .add(new Handler(keys, (event, data) -> handler.accept(event, type.cast(data))));
    return this;
  }

  /** The topics of all types, in the order in which they came. */
  public List<String> topics() {
    return List.copyOf(topics);
  }

  /** Calls the handlers of its type, if any; a tombstone has none. */
  public void apply(LogEvent event) {
    if (event.isTombstone()) {
      return;
    }
    for (Handler handler : handlersOf(event)) {
      if (handler.keys().test(event.key())) {
        handler.step().accept(event, event.data());
      }
    }
  }

  boolean isAsked(LogEvent event) {
    for (Handler handler : handlersOf(event)) {
      if (handler.keys().test(event.key())) {
        return true;
      }
    }
    return false;
  }

  private List<Handler> handlersOf(LogEvent event) {
    return event.type().map(type -> handlers.get(type.data())).orElse(List.of());
  }
}
