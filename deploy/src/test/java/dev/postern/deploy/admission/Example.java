package dev.postern.deploy.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.deploy.render.Rendered;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A request of {@code resources/admission} with one thing changed.
 *
 * @param policy the one that is asked
 * @param request the file's name
 * @param message with which it is refused; empty where it is admitted
 */
record Example(
    String policy, String request, String what, Consumer<ObjectNode> change, String message) {

  ObjectNode review() {
    try (InputStream in = Example.class.getResourceAsStream("/admission/" + request + ".yaml")) {
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      ObjectNode review = Rendered.parse(yaml).get(0).tree();
      change.accept(review);
      return review;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return policy + ": " + what;
  }
}
