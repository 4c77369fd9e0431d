package dev.postern.backends.testing;

import java.util.UUID;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The servers in containers: the same major versions as the embedded ones. */
record TestcontainersKafkaAndPostgres(KafkaContainer kafka, PostgreSQLContainer postgres)
    implements KafkaAndPostgres {

  private static final String KAFKA_IMAGE = "apache/kafka:4.2.1";
  private static final String POSTGRES_IMAGE = "postgres:17";

  static TestcontainersKafkaAndPostgres run() {
    var kafka = new KafkaContainer(KAFKA_IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    var postgres =
        new PostgreSQLContainer(POSTGRES_IMAGE)
            .withDatabaseName(USER)
            .withUsername(USER)
            .withPassword(UUID.randomUUID().toString());
    Startables.deepStart(kafka, postgres).join();
    return new TestcontainersKafkaAndPostgres(kafka, postgres);
  }

  @Override
  public String bootstrap() {
    return kafka.getBootstrapServers().replaceFirst("^.*://", "");
  }

  @Override
  public String reactiveUrl() {
    return "postgresql://%s:%d/%s"
        .formatted(
            postgres.getHost(),
            postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
            postgres.getDatabaseName());
  }

  @Override
  public String password() {
    return postgres.getPassword();
  }

  @Override
  public void close() {
    kafka.stop();
    postgres.stop();
  }
}
