package dev.postern.gateway.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.events.EventCatalogue;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventJson;
import dev.postern.events.Topics;
import dev.postern.events.state.ContainerState;
import dev.postern.events.state.KeyState;
import dev.postern.events.state.ShareState;
import dev.postern.events.state.StateValue;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** How a record of a state topic changes the tables. */
final class StateRecords {

  static final List<String> TOPICS =
      List.of(Topics.STATE_KEYS, Topics.STATE_SHARES, Topics.STATE_CONTAINERS);

  private StateRecords() {}

  /**
   * Applies a record; passes over types of newer publishers.
   *
   * @throws RuntimeException where the record is not readable; the tables are as they were
   */
  static void apply(ConsumerRecord<String, String> record, Tables tables) {
    long sequence = sequence(record);
    switch (record.topic()) {
      case Topics.STATE_KEYS -> {
        if (isOf(record, KeyState.class)) {
          tables.key(record.key(), sequence, value(record, KeyState.class));
        }
      }
      case Topics.STATE_SHARES -> {
        if (isOf(record, ShareState.class)) {
          tables.share(record.key(), sequence, value(record, ShareState.class));
        }
      }
      case Topics.STATE_CONTAINERS -> {
        if (isOf(record, ContainerState.class)) {
          tables.container(record.key(), sequence, value(record, ContainerState.class));
        }
      }
      default -> throw new IllegalArgumentException("not a topic of the view");
    }
  }

  private static boolean isOf(
      ConsumerRecord<String, String> record, Class<? extends StateValue> t) {
    String type = header(record, EventHeaders.TYPE);
    return record.value() == null || EventCatalogue.typeOf(t).cloudEventType().equals(type);
  }

  private static <T> T value(ConsumerRecord<String, String> record, Class<T> type) {
    return record.value() == null ? null : EventJson.read(record.value(), type);
  }

  private static long sequence(ConsumerRecord<String, String> record) {
    String text = header(record, EventHeaders.SEQUENCE);
    return text == null ? 0 : Long.parseLong(text);
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }
}
