package dev.postern.backends.testing;

/** One Kafka and one database, wherever they run. */
interface KafkaAndPostgres extends AutoCloseable {

  /** The database and its user, which owns it and is no superuser. */
  String USER = "service";

  static KafkaAndPostgres start() {
    if (ContainerEngine.answers()) {
      System.out.println("Test backends: Kafka and PostgreSQL in containers (Testcontainers)");
      return TestcontainersKafkaAndPostgres.run();
    }
    System.out.println(
        "Test backends: embedded Kafka and PostgreSQL (no container engine answers)");
    return EmbeddedKafkaAndPostgres.run();
  }

  String bootstrap();

  String reactiveUrl();

  String password();

  @Override
  void close();
}
