package dev.postern.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.regex.Pattern;

/** The compact form of a signed token (RFC 7515 section 7.1), whoever signed it. */
final class BearerForm {

  private static final Pattern COMPACT =
      Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.[A-Za-z0-9_-]+");
  private static final ObjectMapper JSON = new ObjectMapper();

  private BearerForm() {}

  /** Whether the header and the payload are JSON objects; says nothing about the signature. */
  static boolean isJws(String token) {
    var parts = COMPACT.matcher(token);
    return parts.matches() && isObject(parts.group(1)) && isObject(parts.group(2));
  }

  private static boolean isObject(String part) {
    try {
      JsonNode node = JSON.readTree(Base64.getUrlDecoder().decode(part));
      return node != null && node.isObject();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return false;
    } catch (IOException e) {
      throw new IllegalStateException("an array is read without input or output", e);
    }
  }
}
