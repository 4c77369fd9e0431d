package dev.postern.events;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How a topic is read by a consumer that belongs to no group: from where it wants, without leaving
 * a position, and only what was committed, for services publish in transactions.
 */
public final class GrouplessConsumer {

  private GrouplessConsumer() {}

  /**
   * @param broker how the brokers are reached and trusted, which is the deployment's; settings of
   *     producers may be among it
   * @param known the names of a consumer's settings
   * @param own the rest, such as {@code client.id}
   */
  public static Map<String, Object> settings(
      Map<String, Object> broker, Set<String> known, Map<String, Object> own) {
    Map<String, Object> settings = new HashMap<>(broker);
    settings.keySet().retainAll(known);
    settings.remove("group.id");
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", "false");
    settings.put("allow.auto.create.topics", "false");
    settings.putAll(own);
    return settings;
  }
}
