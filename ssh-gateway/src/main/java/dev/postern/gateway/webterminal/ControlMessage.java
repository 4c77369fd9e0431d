package dev.postern.gateway.webterminal;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** A text message of a client that speaks a {@link ClientProtocol} with such messages. */
sealed interface ControlMessage {

  /** The terminal has another size. */
  record Resize(TerminalSize size) implements ControlMessage {}

  /** The sign-in was renewed. */
  record Renewal(String token) implements ControlMessage {}

  /** The client showed the output up to an offset. */
  record Shown(long offset) implements ControlMessage {}

  /** Empty where the message is none of them, whatever else it is. */
  static Optional<ControlMessage> parse(String text) {
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
    if ("ack".equals(type) && message.getValue("offset") instanceof Number offset) {
      return whole(offset).map(Shown::new);
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

  private static Optional<Long> whole(Number number) {
    return number instanceof Integer || number instanceof Long
        ? Optional.of(number.longValue()).filter(n -> n >= 0)
        : Optional.empty();
  }
}
