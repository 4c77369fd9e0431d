package dev.postern.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.audit.timeline.Timeline;
import dev.postern.audit.timeline.TimelineEntry;
import dev.postern.cli.output.Document;
import dev.postern.cli.output.Document.Items;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** A timeline as an answer: an event a row. */
final class TimelineDocument {

  /** In the answer already, or too long for a line. */
  private static final Set<String> NOT_SHOWN =
      Set.of("actor", "blob", "hostKeys", "secretRef", "sshd", "publicIps");

  private TimelineDocument() {}

  static Document of(Timeline.Answer answer) {
    Items items = Items.of("", "time", "event", "actor", "what");
    answer.entries().forEach(entry -> items.add(fields(entry)));
    Document document = Document.of(items);
    AnswerFields.addSummary(document, answer.read());
    return document;
  }

  /** For people, who read along. */
  static String line(TimelineEntry entry) {
    Map<String, Object> fields = fields(entry);
    Object actor = fields.get("actor");
    return fields.get("time")
        + "  "
        + fields.get("event")
        + "  "
        + (actor == null ? "" : "by " + actor + "  ")
        + fields.get("what");
  }

  static Map<String, Object> fields(TimelineEntry entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("time", AnswerFields.time(entry.event().time()));
    fields.put("event", AnswerFields.shortType(entry.event().type()));
    fields.put("actor", entry.actor() == null ? null : entry.actor().subject());
    fields.put("what", what(entry.data()));
    fields.put("id", entry.event().id().toString());
    fields.put("type", entry.event().type());
    fields.put("place", entry.event().place());
    fields.put("key", entry.key());
    fields.put("source", entry.source());
    fields.put("trace", entry.trace());
    fields.put("causation", entry.causation());
    fields.put("data", entry.data());
    return fields;
  }

  private static String what(JsonNode data) {
    var text = new StringJoiner(" ");
    data.properties().stream()
        .filter(field -> !NOT_SHOWN.contains(field.getKey()))
        .filter(field -> field.getValue().isValueNode() && !field.getValue().isNull())
        .forEach(field -> text.add(field.getKey() + "=" + field.getValue().asText()));
    return text.toString();
  }
}
