package dev.postern.audit.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.postern.audit.log.LogRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record as one line in CloudEvents' JSON format (version 1.0). Where it stood in Kafka is said
 * by extension attributes, so that the very record can be made of the line again: {@code
 * kafkatopic}, {@code kafkapartition}, {@code kafkaoffset}, {@code kafkatimestamp}, {@code
 * kafkakey}, and {@code kafkaheaders} where the attributes do not tell all headers. A tombstone has
 * no data.
 */
final class CloudEventLine {

  private static final JsonFactory JSON = new JsonFactory();

  private CloudEventLine() {}

  static byte[] write(LogRecord record) {
    var bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      HeaderAttributes.write(json, record.headers());
      json.writeStringField("kafkatopic", record.topic());
      json.writeNumberField("kafkapartition", record.partition());
      json.writeNumberField("kafkaoffset", record.offset());
      json.writeNumberField("kafkatimestamp", record.timestamp());
      if (record.key() != null) {
        json.writeStringField("kafkakey", record.key());
      }
      writeData(json, record.value());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  /** The bytes as they are, where they are a JSON object on one line. */
  private static void writeData(JsonGenerator json, byte[] value) throws IOException {
    if (value == null) {
      return;
    }
    if (isObject(value)) {
      json.writeFieldName("data");
      json.writeRawValue(new String(value, StandardCharsets.UTF_8));
    } else {
      json.writeStringField("data_base64", Base64.getEncoder().encodeToString(value));
    }
  }

  private static boolean isObject(byte[] value) {
    if (value.length < 2 || value[0] != '{' || value[value.length - 1] != '}') {
      return false;
    }
    for (byte b : value) {
      if (b == '\n' || b == '\r') {
        return false;
      }
    }
    return isOneObject(value);
  }

  private static boolean isOneObject(byte[] value) {
    try (JsonParser parser = JSON.createParser(value)) {
      parser.nextToken();
      parser.skipChildren();
      return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * @throws IOException where the line is not one that {@link #write} made
   */
  static LogRecord read(byte[] line) throws IOException {
    var read = new ReadLine();
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        field(read, name, parser, line);
      }
    }
    return read.record();
  }

  private static void field(ReadLine read, String name, JsonParser parser, byte[] line)
      throws IOException {
    switch (name) {
      case "kafkatopic" -> read.topic = parser.getText();
      case "kafkapartition" -> read.partition = parser.getIntValue();
      case "kafkaoffset" -> read.offset = parser.getLongValue();
      case "kafkatimestamp" -> read.timestamp = parser.getLongValue();
      case "kafkakey" -> read.key = parser.getText();
      case "data" -> read.value = slice(parser, line);
      case "data_base64" -> read.value = Base64.getDecoder().decode(parser.getText());
      default -> HeaderAttributes.read(read.headers, name, parser.getText());
    }
  }

  private static byte[] slice(JsonParser parser, byte[] line) throws IOException {
    int from = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    int until = (int) parser.currentLocation().getByteOffset();
    return Arrays.copyOfRange(line, from, until);
  }

  /** What was read of a line so far. */
  private static final class ReadLine {
    private String topic;
    private int partition = -1;
    private long offset = -1;
    private long timestamp;
    private String key;
    private byte[] value;
    private final RecordHeaders headers = new RecordHeaders();

    LogRecord record() throws IOException {
      if (topic == null || partition < 0 || offset < 0) {
        throw new IOException("no place in Kafka");
      }
      return new LogRecord(topic, partition, offset, timestamp, key, headers, value);
    }
  }
}
