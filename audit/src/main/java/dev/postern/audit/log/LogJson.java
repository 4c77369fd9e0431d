package dev.postern.audit.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.postern.events.UnreadableEventException;
import dev.postern.json.StrictJson;
import java.io.IOException;

/** Reads values as JSON, to the letter, without knowing what they are. */
final class LogJson {

  private static final ObjectMapper MAPPER = StrictJson.of(JsonMapper.builder().build());

  private LogJson() {}

  /**
   * @param value null for a tombstone, which has no data
   */
  static JsonNode tree(byte[] value) {
    try {
      return value == null ? MissingNode.getInstance() : MAPPER.readTree(value);
    } catch (IOException e) {
      // The parser's message would quote the record.
      throw new UnreadableEventException("the value is not JSON");
    }
  }
}
