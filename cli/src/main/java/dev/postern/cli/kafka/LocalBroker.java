package dev.postern.cli.kafka;

import dev.postern.audit.log.UnreadableLogException;
import java.util.Map;

/** The Kafka of a one-machine instance. */
record LocalBroker(Map<String, String> environment) {

  private static final String INSTANCE = "POSTERN_WORLD";
  private static final int PORT = 9092;
  private static final int STEP = 1000;

  String address() {
    String number = environment.getOrDefault(INSTANCE, "").strip();
    if (!number.matches("[0-9]?")) {
      throw new UnreadableLogException(INSTANCE + " must be a number from 0 to 9.");
    }
    return "localhost:" + (PORT + STEP * (number.isEmpty() ? 0 : Integer.parseInt(number)));
  }
}
