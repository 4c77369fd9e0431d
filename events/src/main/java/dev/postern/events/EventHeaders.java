package dev.postern.events;

/**
 * Names of the Kafka record headers of CloudEvents' binary content mode, and Postern's extensions
 * {@code sequence} and {@code causationid}.
 */
public final class EventHeaders {

  public static final String ID = "ce_id";
  public static final String SOURCE = "ce_source";
  public static final String TYPE = "ce_type";
  public static final String SUBJECT = "ce_subject";
  public static final String TIME = "ce_time";
  public static final String SEQUENCE = "ce_sequence";
  public static final String CAUSATION_ID = "ce_causationid";
  public static final String DATA_SCHEMA = "ce_dataschema";
  public static final String SPEC_VERSION = "ce_specversion";
  public static final String CONTENT_TYPE = "content-type";
  public static final String TRACE_PARENT = "traceparent";

  private EventHeaders() {}
}
