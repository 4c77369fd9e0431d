package dev.postern.backends.testing;

import dev.postern.backends.kafka.EmbeddedKafka;
import dev.postern.backends.postgres.EmbeddedPostgres;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The stores inside this JVM and as its child process. */
record EmbeddedStores(EmbeddedKafka kafka, EmbeddedPostgres postgres, String password)
    implements Stores {

  /** Both at once: each waits more than it works. */
  static EmbeddedStores run() {
    var kafka = CompletableFuture.supplyAsync(EmbeddedKafka::temporary);
    var postgres = EmbeddedPostgres.temporary();
    String password = UUID.randomUUID().toString();
    postgres.createDatabase(USER, password);
    return new EmbeddedStores(kafka.join(), postgres, password);
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
