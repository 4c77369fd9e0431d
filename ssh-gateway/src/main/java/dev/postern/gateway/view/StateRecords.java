package dev.postern.gateway.view;

import dev.postern.events.EventCatalogue;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventJson;
import dev.postern.events.Topics;
import dev.postern.events.state.ContainerState;
import dev.postern.events.state.KeyState;
import dev.postern.events.state.ShareState;
import dev.postern.events.state.StateValue;
import dev.postern.topicreader.RecordHeaders;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How a record of a state topic changes the view's state. */
final class StateRecords {

  static final List<String> TOPICS =
      List.of(Topics.STATE_KEYS, Topics.STATE_SHARES, Topics.STATE_CONTAINERS);

  private StateRecords() {}

  /** What a topic's records do to the state. */
  private record Effect<T extends StateValue>(
      Class<T> type, BiFunction<String, T, T> rules, Write<T> write, Drop drop) {}

  /** A null value is a tombstone. */
  private interface Write<T> {
    void value(String key, long sequence, T value);
  }

  /** The key has a value that is not known. */
  private interface Drop {
    void value(String key, long sequence);
  }

  /**
   * Applies a record; skips types of newer publishers.
   *
   * <p>A record that cannot be relied on leaves its key without a value, as a tombstone does. What
   * it said may have been "disabled", or another owner, so the value before it must not go on
   * opening anything; and that value may be compacted away already, so that another gateway, or
   * this one after a restart, would not have it.
   *
   * @throws RuntimeException where the record cannot be relied on; the state is changed by then
   */
  static void apply(ConsumerRecord<String, String> record, ViewState state) {
    switch (record.topic()) {
      case Topics.STATE_KEYS ->
          apply(
              record,
              new Effect<>(KeyState.class, StateRules::checked, state::key, state::unreadableKey));
      case Topics.STATE_SHARES ->
          apply(
              record,
              new Effect<>(
                  ShareState.class,
                  StateRules::checked,
                  state::share,
                  (key, sequence) -> state.share(key, sequence, null)));
      case Topics.STATE_CONTAINERS ->
          apply(
              record,
              new Effect<>(
                  ContainerState.class,
                  StateRules::checked,
                  state::container,
                  (key, sequence) -> state.container(key, sequence, null)));
      default -> throw new UnreadableStateException("not a topic of the view");
    }
  }

  private static <T extends StateValue> void apply(
      ConsumerRecord<String, String> record, Effect<T> effect) {
    if (record.key() == null) {
      throw new UnreadableStateException("the record has no key");
    }
    long sequence = sequence(record);
    try {
      if (isOf(record, effect.type())) {
        T value = value(record, effect);
        effect.write().value(record.key(), sequence, value);
      }
    } catch (RuntimeException e) {
      effect.drop().value(record.key(), sequence);
      throw e;
    }
  }

  private static boolean isOf(
      ConsumerRecord<String, String> record, Class<? extends StateValue> t) {
    if (record.value() == null) {
      return true;
    }
    String type = RecordHeaders.text(record.headers(), EventHeaders.TYPE);
    if (type == null) {
      throw new UnreadableStateException("the record has no type");
    }
    return EventCatalogue.typeOf(t).cloudEventType().equals(type);
  }

  private static <T extends StateValue> T value(
      ConsumerRecord<String, String> record, Effect<T> effect) {
    if (record.value() == null) {
      return null;
    }
    return effect.rules().apply(record.key(), EventJson.read(record.value(), effect.type()));
  }

  /** A sequence that is missing or no number is older than any. */
  private static long sequence(ConsumerRecord<String, String> record) {
    String text = RecordHeaders.text(record.headers(), EventHeaders.SEQUENCE);
    try {
      return text == null ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
