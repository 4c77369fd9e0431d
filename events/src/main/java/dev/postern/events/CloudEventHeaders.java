package dev.postern.events;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What the headers of a record say about its event, in CloudEvents' binary content mode.
 *
 * @param type the name on the wire, such as {@code dev.postern.KeyAdded.v1}
 * @param subject the record's key
 * @param traceParent what is no {@code traceparent} is replaced by a trace of the event's id, which
 *     is the same when the event is published again
 * @param causationId the id of the event that this one follows from; null where it follows from
 *     none
 */
public record CloudEventHeaders(
    UUID id,
    String source,
    String type,
    String subject,
    Instant time,
    long sequence,
    String traceParent,
    UUID causationId) {

  private static final String SPEC_VERSION = "1.0";
  private static final String JSON = "application/json";

  public CloudEventHeaders {
    traceParent = TraceParent.isValid(traceParent) ? traceParent : TraceParent.unsampled(id);
  }

  /** Of an event that follows from no other. */
  public CloudEventHeaders(
      UUID id,
      String source,
      String type,
      String subject,
      Instant time,
      long sequence,
      String traceParent) {
    this(id, source, type, subject, time, sequence, traceParent, null);
  }

  /** The headers' values by their names. */
  public Map<String, String> byName() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(EventHeaders.SPEC_VERSION, SPEC_VERSION);
    headers.put(EventHeaders.ID, id.toString());
    headers.put(EventHeaders.SOURCE, source);
    headers.put(EventHeaders.TYPE, type);
    headers.put(EventHeaders.SUBJECT, subject);
    headers.put(EventHeaders.TIME, time.toString());
    headers.put(EventHeaders.SEQUENCE, Long.toString(sequence));
    // An event that a newer version of the service stored may have a type unknown here.
    EventCatalogue.typeOf(type)
        .map(EventType::dataSchema)
        .ifPresent(schema -> headers.put(EventHeaders.DATA_SCHEMA, schema));
    headers.put(EventHeaders.CONTENT_TYPE, JSON);
    headers.put(EventHeaders.TRACE_PARENT, traceParent);
    if (causationId != null) {
      headers.put(EventHeaders.CAUSATION_ID, causationId.toString());
    }
    return headers;
  }
}
