package dev.postern.audit.export;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.postern.events.EventHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Kafka's headers as CloudEvents' attributes, and back. */
final class HeaderAttributes {

  private static final String PREFIX = "ce_";
  private static final String CONTENT_TYPE = "datacontenttype";
  private static final String ALL = "kafkaheaders";

  private HeaderAttributes() {}

  static void write(JsonGenerator json, Headers headers) throws IOException {
    Map<String, String> attributes = new LinkedHashMap<>();
    boolean whole = true;
    for (Header header : headers) {
      String name = attribute(header.key());
      String text = text(header.value());
      whole &= name != null && text != null && attributes.putIfAbsent(name, text) == null;
    }
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      if (attribute.getKey() != null && attribute.getValue() != null) {
        json.writeStringField(attribute.getKey(), attribute.getValue());
      }
    }
    if (!whole) {
      json.writeStringField(ALL, listed(headers));
    }
  }

  /** The attribute that says the same; null where none does. */
  private static String attribute(String header) {
    if (header.equals(EventHeaders.CONTENT_TYPE)) {
      return CONTENT_TYPE;
    }
    if (header.equals(EventHeaders.TRACE_PARENT)) {
      return header;
    }
    String name = header.startsWith(PREFIX) ? header.substring(PREFIX.length()) : "";
    // Names that mean something else in a line are not those of an event of ours.
    return name.matches("[a-z0-9]{1,20}")
            && !name.startsWith("kafka")
            && !name.equals("data")
            && !name.equals(CONTENT_TYPE)
            && !name.equals(EventHeaders.TRACE_PARENT)
        ? name
        : null;
  }

  /** Null where the bytes are no text that comes back the same. */
  private static String text(byte[] value) {
    if (value == null) {
      return null;
    }
    String text = new String(value, StandardCharsets.UTF_8);
    return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), value) ? text : null;
  }

  /** One word for each header: name and value in base64, joined by a colon; none for null. */
  private static String listed(Headers headers) {
    var words = new StringJoiner(" ");
    for (Header header : headers) {
      String name = encode(header.key().getBytes(StandardCharsets.UTF_8));
      words.add(header.value() == null ? name : name + ":" + encode(header.value()));
    }
    return words.toString();
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static void read(Headers headers, String name, String text) {
    if (name.equals(ALL)) {
      readAll(headers, text);
    } else {
      headers.add(header(name), text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String header(String attribute) {
    if (attribute.equals(CONTENT_TYPE)) {
      return EventHeaders.CONTENT_TYPE;
    }
    return attribute.equals(EventHeaders.TRACE_PARENT) ? attribute : PREFIX + attribute;
  }

  /** It comes after the attributes and tells all headers, so what those told is dropped. */
  private static void readAll(Headers headers, String text) {
    for (Header header : headers.toArray()) {
      headers.remove(header.key());
    }
    for (String word : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
      String[] parts = word.split(":", -1);
      Base64.Decoder decoder = Base64.getDecoder();
      headers.add(
          new String(decoder.decode(parts[0]), StandardCharsets.UTF_8),
          parts.length == 1 ? null : decoder.decode(parts[1]));
    }
  }
}
