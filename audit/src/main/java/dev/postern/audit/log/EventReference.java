package dev.postern.audit.log;

import java.time.Instant;
import java.util.UUID;

/**
 * Names one event of the log, so that an answer can be checked.
 *
 * @param type the name on the wire
 * @param place topic, partition and offset: {@code postern.keys/3@17}
 */
public record EventReference(UUID id, String type, Instant time, String place) {

  public static EventReference of(LogEvent event) {
    return new EventReference(event.id(), event.typeName(), event.time(), event.record().place());
  }
}
