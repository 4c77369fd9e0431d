package dev.postern.audit.ocsf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.audit.log.LogEvent;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Postern's events as OCSF 1.3 events, with all of their data in {@code unmapped}. */
public final class OcsfEvents {

  private static final String VERSION = "1.3.0";
  private static final Pattern TYPE = Pattern.compile("dev\\.postern\\.(\\w+)\\.v\\d+");

  private OcsfEvents() {}

  /** Empty where the event belongs to none of the classes. */
  public static Optional<ObjectNode> of(LogEvent event) {
    Matcher type = TYPE.matcher(event.typeName());
    if (!type.matches() || event.isTombstone()) {
      return Optional.empty();
    }
    JsonNode data = event.tree();
    return OcsfMapping.of(type.group(1), data.path("operation").asText())
        .map(mapping -> mapped(event, data, mapping));
  }

  private static ObjectNode mapped(LogEvent event, JsonNode data, OcsfMapping mapping) {
    ObjectNode ocsf = JsonNodeFactory.instance.objectNode();
    ocsf.put("category_uid", mapping.ocsfClass().category);
    ocsf.put("class_uid", mapping.ocsfClass().uid);
    ocsf.put("activity_id", mapping.activity());
    ocsf.put("activity_name", mapping.activityName());
    ocsf.put("type_uid", mapping.ocsfClass().uid * 100L + mapping.activity());
    ocsf.put("severity_id", mapping.succeeded() ? 1 : 2);
    ocsf.put("status_id", mapping.succeeded() ? 1 : 2);
    ocsf.put("time", event.time().toEpochMilli());
    metadata(ocsf.putObject("metadata"), event);
    actor(ocsf, event, data);
    user(ocsf.putObject("user"), data);
    if (data.path("source").isTextual()) {
      ocsf.putObject("src_endpoint").put("ip", data.path("source").asText());
    }
    if (data.path("reason").isTextual()) {
      ocsf.put("status_detail", data.path("reason").asText());
    }
    resource(ocsf, data);
    if (mapping.ocsfClass() == OcsfClass.API_ACTIVITY) {
      api(ocsf.putObject("api"), data);
    }
    ocsf.set("unmapped", data);
    return ocsf;
  }

  private static void metadata(ObjectNode metadata, LogEvent event) {
    metadata.put("version", VERSION);
    metadata.put("uid", event.id().toString());
    metadata.put("event_code", event.typeName());
    metadata.put("log_name", event.record().topic());
    metadata.put("original_time", event.time().toString());
    event.trace().ifPresent(trace -> metadata.put("correlation_uid", trace));
    metadata.putObject("product").put("name", "Postern").put("vendor_name", "Postern");
  }

  /** Who asked: only an opaque id, as the token had it. */
  private static void actor(ObjectNode ocsf, LogEvent event, JsonNode data) {
    event
        .actor()
        .map(actor -> actor.subject())
        .or(() -> Optional.ofNullable(data.path("subject").asText(null)))
        .ifPresent(subject -> ocsf.putObject("actor").putObject("user").put("uid", subject));
  }

  /** Whose account it is about. */
  private static void user(ObjectNode user, JsonNode data) {
    String account = data.path("account").asText(null);
    if (account != null) {
      user.put("uid", account);
      user.putObject("account").put("uid", account);
    }
    if (data.path("fingerprint").isTextual()) {
      user.put("credential_uid", data.path("fingerprint").asText());
    }
  }

  private static void resource(ObjectNode ocsf, JsonNode data) {
    String container = data.path("container").asText(data.path("target").asText(null));
    if (container != null) {
      ocsf.putArray("resources").addObject().put("type", "container").put("uid", container);
    }
  }

  private static void api(ObjectNode api, JsonNode data) {
    api.put("operation", data.path("operation").asText());
    api.putObject("service").put("name", data.path("service").asText());
    api.putObject("response").put("code", data.path("status").asInt());
  }
}
