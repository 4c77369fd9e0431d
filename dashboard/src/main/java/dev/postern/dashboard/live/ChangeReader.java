package dev.postern.dashboard.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.dashboard.services.Ids;
import dev.postern.events.Topics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a record of a topic means to pages. Only whose the thing is, and which: what it is now, the
 * pages ask its service. So a forged record reveals nothing.
 */
final class ChangeReader {

  /** The services' events, and containers' states: an address is in its row when that is told. */
  static final List<String> TOPICS =
      List.of(
          Topics.CONTAINERS,
          Topics.STATE_CONTAINERS,
          Topics.IPS,
          Topics.NOTIFICATIONS,
          Topics.KEYS,
          Topics.DEAD_LETTERS);

  private static final ObjectMapper JSON = new ObjectMapper();

  private ChangeReader() {}

  /**
   * @param type the header {@code ce_type}; null where there is none
   * @return empty where it means nothing to a page, or cannot be read
   */
  static Optional<Change> read(String topic, String type, String json) {
    if (topic.equals(Topics.DEAD_LETTERS)) {
      return Optional.of(new Change(Set.of(), Set.of("dead-letters")));
    }
    return data(json)
        .map(data -> new Change(accounts(data), names(topic, type == null ? "" : type, data)))
        .filter(change -> !change.names().isEmpty());
  }

  private static Optional<JsonNode> data(String json) {
    try {
      return Optional.ofNullable(json == null ? null : JSON.readTree(json));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** The owner, and the one that an environment is shared with. */
  private static Set<String> accounts(JsonNode data) {
    return texts(data, "account", "with");
  }

  private static Set<String> names(String topic, String type, JsonNode data) {
    Set<String> names = new LinkedHashSet<>();
    texts(data, "container", "previousContainer").stream()
        .filter(Ids::isId)
        .forEach(id -> names.add("container:" + id));
    switch (topic) {
      case Topics.CONTAINERS -> {
        if (type.contains(".ContainerRegistered.") || type.contains(".ContainerDeleted.")) {
          names.add("containers");
        }
      }
      case Topics.IPS -> names.add("ips");
      case Topics.NOTIFICATIONS -> names.add("mails");
      case Topics.KEYS -> names.add(type.contains(".Environment") ? "shares" : "keys");
      default -> {}
    }
    return names;
  }

  private static Set<String> texts(JsonNode data, String... fields) {
    Set<String> found = new LinkedHashSet<>();
    for (String field : fields) {
      String text = data.path(field).asText("");
      if (!text.isEmpty()) {
        found.add(text);
      }
    }
    return found;
  }
}
