package dev.postern.cli.audit;

import dev.postern.audit.log.EventReference;
import dev.postern.audit.log.ReadSummary;
import dev.postern.cli.output.Document;
import dev.postern.events.Actor;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How values of the library are named in answers: with REST's names. */
final class AnswerFields {

  private AnswerFields() {}

  static String time(Instant moment) {
    return moment == null ? null : moment.toString();
  }

  /** {@code dev.postern.KeyAdded.v1} is {@code KeyAdded} to people. */
  static String shortType(String type) {
    return type.replaceFirst("^dev\\.postern\\.", "").replaceFirst("\\.v\\d+$", "");
  }

  static Map<String, Object> event(EventReference event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", event.id().toString());
    fields.put("type", event.type());
    fields.put("time", time(event.time()));
    fields.put("place", event.place());
    return fields;
  }

  static Map<String, Object> actor(Actor actor) {
    if (actor == null) {
      return null;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("subject", actor.subject());
    fields.put("account", actor.account());
    fields.put("client", actor.client());
    fields.put("roles", actor.roles());
    return fields;
  }

  /** Says what was left out, so that an answer is not taken for more than it is. */
  static void addSummary(Document document, ReadSummary read) {
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("records", read.records());
    log.put("repeated", read.repeats());
    log.put("unreadable", read.unreadable());
    document.head("log", log);
    if (read.unreadable() > 0) {
      document.note(
          read.unreadable()
              + " records could not be read and are not part of this answer: "
              + String.join("; ", read.unreadablePlaces())
              + ". ./postern audit verify tells more.");
    }
  }
}
