package dev.postern.identity;

import jakarta.json.JsonString;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Claims of a token, which its issuer may have given any JSON. */
final class Claims {

  private Claims() {}

  /**
   * @return empty where there is no such claim, or it is no text
   */
  static Optional<String> text(JsonWebToken token, String name) {
    Object claim = token.getClaim(name);
    if (claim instanceof JsonString text) {
      return Optional.of(text.getString());
    }
    return claim instanceof String text ? Optional.of(text) : Optional.empty();
  }
}
