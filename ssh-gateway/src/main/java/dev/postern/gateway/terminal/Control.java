package dev.postern.gateway.terminal;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** A text message of a client that speaks {@link Knock#PROTOCOL}. */
sealed interface Control {

  /** The terminal has another size. */
  record Resize(TerminalSize size) implements Control {}

  /** The sign-in was renewed. */
  record Renewal(String token) implements Control {}

  /** Empty where the message is none of them, whatever else it is. */
  static Optional<Control> parse(String text) {
    if (!(json(text) instanceof JsonObject message)) {
      return Optional.empty();
    }
    Object type = message.getValue("type");
    if ("resize".equals(type)) {
      return size(message.getValue("columns"), message.getValue("rows")).map(Resize::new);
    }
    if ("token".equals(type) && message.getValue("token") instanceof String token) {
      return Optional.of(new Renewal(token));
    }
    return Optional.empty();
  }

  /** Null where it is no JSON. */
  private static Object json(String text) {
    try {
      return Json.decodeValue(text);
    } catch (DecodeException e) {
      return null;
    }
  }

  /** Whole numbers only: neither 80.5 nor 2^32 + 80 is 80. */
  private static Optional<TerminalSize> size(Object columns, Object rows) {
    return columns instanceof Integer c && rows instanceof Integer r
        ? TerminalSize.of(c, r)
        : Optional.empty();
  }
}
