package dev.postern.events;

import java.util.Objects;

/**
 * One type of event in one version.
 *
 * @param name the type's name without prefix and version, such as {@code PasswordReset}
 * @param version 1 or more
 * @param topic the Kafka topic that carries it
 * @param data the record that is its JSON data
 */
public record EventType<T extends EventData>(
    String name, int version, String topic, Class<T> data) {

  private static final String PREFIX = "dev.postern.";

  public EventType {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(data, "data");
  }

  /** The CloudEvents attribute {@code type}, such as {@code dev.postern.PasswordReset.v1}. */
  public String cloudEventType() {
    return PREFIX + name + ".v" + version;
  }

  /**
   * The CloudEvents attribute {@code dataschema}: the {@code $id} of the JSON Schema of the data.
   */
  public String dataSchema() {
    return "https://postern.dev/schemas/" + cloudEventType() + ".json";
  }
}
