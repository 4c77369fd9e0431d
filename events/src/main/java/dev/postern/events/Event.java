package dev.postern.events;

import java.time.Instant;
import java.util.UUID;

/**
 * An event as it was published: the CloudEvents 1.0 attributes that Postern uses, and the data.
 *
 * @param id UUIDv7; the same id means the same event, delivered again
 * @param source the service that published it, such as {@code /postern/credential-service}
 * @param type the type of the catalogue
 * @param key the key of the Kafka record, which is also the CloudEvents {@code subject}
 * @param time the database's clock in the transaction that stored the event
 * @param sequence counts the records of one topic and key from 1 without a gap
 * @param data the data; never null
 * @param actor who sent the request that caused it; null where none did, or an earlier version
 *     published it
 * @param causationId the id of the event that it follows from; null where it follows from none
 * @param traceParent of W3C Trace Context; null where the record has none that is valid
 */
public record Event<T extends EventData>(
    UUID id,
    String source,
    EventType<T> type,
    String key,
    Instant time,
    long sequence,
    T data,
    Actor actor,
    UUID causationId,
    String traceParent) {}
