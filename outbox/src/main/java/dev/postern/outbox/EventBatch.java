package dev.postern.outbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.postern.events.EventCatalogue;
import dev.postern.events.EventData;
import dev.postern.events.EventType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Several events as the one parameter of the statement that stores them. */
final class EventBatch {

  private EventBatch() {}

  static String of(List<CausedEvent> events) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode(events.size());
    Set<String> keys = new HashSet<>();
    for (CausedEvent caused : events) {
      EventData event = caused.data();
      Cause cause = caused.cause();
      EventType<?> type = EventCatalogue.typeOf(event.getClass());
      String key = event.topicKey();
      String data = OutboxEmitter.json(type, event, cause);
      OutboxEmitter.refuseUnpublishable(type, key, data);
      if (!keys.add(type.topic() + ' ' + key)) {
        throw new IllegalArgumentException("two events of one key: " + type.name());
      }
      rows.addObject()
          .put("id", caused.id().toString())
          .put("topic", type.topic())
          .put("key", key)
          .put("type", type.cloudEventType())
          .put("traceparent", CurrentTrace.unless(cause.traceParent()))
          .put("causation", cause.event() == null ? null : cause.event().toString())
          .put("data", data);
    }
    return rows.toString();
  }
}
