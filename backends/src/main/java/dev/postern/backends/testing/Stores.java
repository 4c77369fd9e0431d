package dev.postern.backends.testing;

/** One Kafka and one database, wherever they run. */
interface Stores extends AutoCloseable {

  /** The database and its user, which owns it and is no superuser. */
  String USER = "service";

  static Stores start() {
    if (ContainerEngine.answers()) {
      System.out.println("Test backends: Kafka and PostgreSQL in containers (Testcontainers)");
      return ContainerStores.run();
    }
    System.out.println(
        "Test backends: embedded Kafka and PostgreSQL (no container engine answers)");
    return EmbeddedStores.run();
  }

  String bootstrap();

  String reactiveUrl();

  String password();

  @Override
  void close();
}
