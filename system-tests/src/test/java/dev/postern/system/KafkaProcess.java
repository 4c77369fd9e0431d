package dev.postern.system;

import dev.postern.backends.kafka.EmbeddedKafka;
import java.nio.file.Path;

/** A Kafka in its own process, so that a test can kill it. */
final class KafkaProcess {

  private KafkaProcess() {}

  /**
   * @param arguments data folder and port
   */
  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    Thread.currentThread().join();
  }
}
