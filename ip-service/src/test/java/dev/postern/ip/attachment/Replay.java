package dev.postern.ip.attachment;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.events.Event;
import dev.postern.events.EventReader;
import dev.postern.events.ips.PublicIpAttachRequested;
import dev.postern.events.ips.PublicIpAttached;
import dev.postern.events.ips.PublicIpDetachRequested;
import dev.postern.events.ips.PublicIpDetached;
import dev.postern.events.ips.PublicIpMoved;
import dev.postern.events.ips.PublicIpReleased;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** An auditor's view of {@code postern.ips}: who held which address when, from the events alone. */
final class Replay {

  /** Null while nobody holds the address. */
  private final Map<String, String> holders = new HashMap<>();

  private final Map<String, Event<?>> last = new HashMap<>();
  private final Set<UUID> seen = new HashSet<>();
  private final Map<String, List<String>> tenures = new HashMap<>();
  private final List<String> contradictions = new ArrayList<>();
  private int events;

  static Replay of(List<ConsumerRecord<String, String>> records, Predicate<String> addresses) {
    Replay replay = new Replay();
    records.stream()
        .filter(record -> addresses.test(record.key()))
        .forEach(record -> replay.read(record));
    return replay;
  }

  private void read(ConsumerRecord<String, String> record) {
    EventReader.read(name -> header(record, name), record.key(), record.value())
        .filter(event -> seen.add(event.id()))
        .ifPresent(this::apply);
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }

  private void apply(Event<?> event) {
    events++;
    inOrder(event);
    String address = event.key();
    if (event.data() instanceof PublicIpAttachRequested taken) {
      expect(event, null);
      hold(address, taken.container(), taken.heldFrom());
    } else if (event.data() instanceof PublicIpAttached attached) {
      expect(event, attached.container());
    } else if (event.data() instanceof PublicIpMoved moved) {
      expect(event, moved.previousContainer());
      leave(address, moved.heldFrom());
      hold(address, moved.container(), moved.heldFrom());
    } else if (event.data() instanceof PublicIpDetachRequested asked) {
      expect(event, asked.container());
    } else if (event.data() instanceof PublicIpDetached detached) {
      expect(event, detached.container());
      leave(address, detached.heldUntil());
      holders.remove(address);
    } else if (event.data() instanceof PublicIpReleased) {
      expect(event, null);
    }
  }

  private void hold(String address, String container, Instant from) {
    holders.put(address, container);
    tenures
        .computeIfAbsent(address, any -> new ArrayList<>())
        .add(container + " " + micros(from) + " ");
  }

  /** The last one ends. */
  private void leave(String address, Instant until) {
    List<String> held = tenures.getOrDefault(address, List.of());
    if (!held.isEmpty()) {
      held.set(held.size() - 1, held.get(held.size() - 1) + micros(until));
    }
  }

  private static long micros(Instant moment) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
  }

  private void expect(Event<?> event, String holder) {
    if (!Objects.equals(holders.get(event.key()), holder)) {
      contradictions.add(
          event.type().name()
              + " of "
              + event.key()
              + " expects "
              + holder
              + ", held by "
              + holders.get(event.key()));
    }
  }

  /** No event of an address is missing, and none is older than the one before. */
  private void inOrder(Event<?> event) {
    Event<?> before = last.put(event.key(), event);
    long expected = before == null ? event.sequence() : before.sequence() + 1;
    Instant earliest = before == null ? event.time() : before.time();
    if (event.sequence() != expected || event.time().isBefore(earliest)) {
      contradictions.add(
          event.type().name() + " of " + event.key() + " is out of order: " + event.sequence());
    }
  }

  List<String> contradictions() {
    return contradictions;
  }

  /** Who holds what at the end. */
  Map<String, String> holders() {
    return holders;
  }

  /** Who held each address, in turn: the container, from and until when in microseconds. */
  Map<String, List<String>> tenures() {
    return tenures;
  }

  int events() {
    return events;
  }
}
