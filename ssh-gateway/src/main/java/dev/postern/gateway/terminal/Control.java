package dev.postern.gateway.terminal;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** A text message of a client that speaks {@link Knock#PROTOCOL}. */
sealed interface Control {

  /** The terminal has another size. */
  record Resize(TerminalSize size) implements Control {}

  /** The sign-in was renewed. */
  record Renewal(String token) implements Control {}

  /** Empty where the message is none of them. */
  static Optional<Control> parse(String text) {
    try {
      var message = new JsonObject(text);
      return switch (message.getString("type", "")) {
        case "resize" ->
            TerminalSize.of(message.getInteger("columns", 0), message.getInteger("rows", 0))
                .map(Resize::new);
        case "token" -> Optional.ofNullable(message.getString("token")).map(Renewal::new);
        default -> Optional.empty();
      };
    } catch (DecodeException | ClassCastException e) {
      return Optional.empty();
    }
  }
}
