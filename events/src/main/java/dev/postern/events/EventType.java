package dev.postern.events;

import dev.postern.events.state.StateValue;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

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
  private static final String PUBLISHED_HERE = "postern.";

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
   * The names of the fields that the data may have beyond what the schema of this version declares:
   * those that joined it ({@link Addition}), and last the {@link Actor}.
   */
  public List<String> additions() {
    Stream<String> own =
        Arrays.stream(data.getRecordComponents())
            .filter(component -> component.isAnnotationPresent(Addition.class))
            .map(RecordComponent::getName);
    return Stream.concat(own, mayHaveActor() ? Stream.of(Actor.FIELD) : Stream.empty()).toList();
  }

  /**
   * A platform's events are its own, and a value of a state topic says what is, not what happened.
   */
  boolean mayHaveActor() {
    return topic.startsWith(PUBLISHED_HERE) && !StateValue.class.isAssignableFrom(data);
  }

  /**
   * The CloudEvents attribute {@code dataschema}: the {@code $id} of the JSON Schema of the data.
   */
  public String dataSchema() {
    return "https://postern.dev/schemas/" + cloudEventType() + ".json";
  }
}
