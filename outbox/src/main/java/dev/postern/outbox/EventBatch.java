package dev.postern.outbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.postern.events.EventCatalogue;
import dev.postern.events.EventData;
import dev.postern.events.EventJson;
import dev.postern.events.EventType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Several events as the one parameter of the statement that stores them. */
final class EventBatch {

  private EventBatch() {}

  static String of(List<? extends EventData> events, List<String> traceParents) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode(events.size());
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < events.size(); i++) {
      EventData event = events.get(i);
      EventType<?> type = EventCatalogue.typeOf(event.getClass());
      String key = event.topicKey();
      String data = EventJson.write(event);
      OutboxEmitter.refuseUnpublishable(type, key, data);
      if (!keys.add(type.topic() + ' ' + key)) {
        throw new IllegalArgumentException("two events of one key: " + type.name());
      }
      rows.addObject()
          .put("id", UuidCreator.getTimeOrderedEpoch().toString())
          .put("topic", type.topic())
          .put("key", key)
          .put("type", type.cloudEventType())
          .put("traceparent", CurrentTrace.unless(traceParents.get(i)))
          .put("data", data);
    }
    return rows.toString();
  }
}
