package dev.postern.audit.log;

import dev.postern.events.EventCatalogue;
import dev.postern.events.EventData;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** What is to be done with each type of event; types that nobody asked for are not even parsed. */
public final class Fold {

  private final Map<Class<?>, BiConsumer<LogEvent, EventData>> handlers = new HashMap<>();
  private final Set<String> topics = new LinkedHashSet<>();

  /** Several handlers of a type are called in the order in which they came. */
  public <T extends EventData> Fold on(Class<T> type, BiConsumer<LogEvent, T> handler) {
    topics.add(EventCatalogue.typeOf(type).topic());
    handlers.merge(
        type, (event, data) -> handler.accept(event, type.cast(data)), BiConsumer::andThen);
    return this;
  }

  /** The topics of all types, in the order in which they came. */
  public List<String> topics() {
    return List.copyOf(topics);
  }

  /** Calls the handlers of its type, if any; a tombstone has none. */
  public void apply(LogEvent event) {
    BiConsumer<LogEvent, EventData> handler = handlerOf(event);
    if (handler != null && !event.isTombstone()) {
      handler.accept(event, event.data());
    }
  }

  boolean isAsked(LogEvent event) {
    return handlerOf(event) != null;
  }

  private BiConsumer<LogEvent, EventData> handlerOf(LogEvent event) {
    return event.type().map(type -> handlers.get(type.data())).orElse(null);
  }
}
