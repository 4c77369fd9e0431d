package dev.postern.backends.testing;

import dev.postern.backends.kafka.EmbeddedKafka;
import dev.postern.backends.postgres.EmbeddedPostgres;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The servers inside this JVM and as its child process. */
record EmbeddedKafkaAndPostgres(EmbeddedKafka kafka, EmbeddedPostgres postgres, String password)
    implements KafkaAndPostgres {

  /** Both at once: each waits more than it works. */
  static EmbeddedKafkaAndPostgres run() {
    var kafka = CompletableFuture.supplyAsync(EmbeddedKafka::temporary);
    var postgres = EmbeddedPostgres.temporary();
    String password = UUID.randomUUID().toString();
    postgres.createDatabase(USER, password);
    return new EmbeddedKafkaAndPostgres(kafka.join(), postgres, password);
  }

  @Override
  public String bootstrap() {
    return kafka.bootstrap();
  }

  @Override
  public String reactiveUrl() {
    return postgres.reactiveUrl(USER);
  }

  @Override
  public void close() {
    try (postgres;
        kafka) {
      // Closed in this order, both in any case.
    }
  }
}
