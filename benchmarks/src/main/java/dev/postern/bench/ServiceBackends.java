package dev.postern.bench;

import dev.postern.backends.files.TemporaryFolder;
import dev.postern.backends.kafka.EmbeddedKafka;
import dev.postern.backends.kafka.PosternTopics;
import dev.postern.backends.ports.FreePort;
import dev.postern.backends.postgres.EmbeddedPostgres;
import dev.postern.backends.signin.Issuer;
import java.util.HashMap;
import java.util.Map;

/** Kafka with the topics of the contracts, PostgreSQL and an issuer for one service alone. */
public final class ServiceBackends implements AutoCloseable {

  private static final String PASSWORD = "bench";

  private final TemporaryFolder data = TemporaryFolder.create("postern-bench");

  /** Commits are on disk when they are acknowledged, as in production. */
  private final EmbeddedPostgres postgres =
      EmbeddedPostgres.start(data.path().resolve("postgres"), FreePort.next());

  private final EmbeddedKafka kafka = EmbeddedKafka.temporary();
  private final Issuer issuer = Issuer.ephemeral();
  private final String database;

  /**
   * Starts them.
   *
   * @param database of the service, and the user that owns it
   */
  public ServiceBackends(String database) {
    this.database = database;
    postgres.createDatabase(database, PASSWORD);
    PosternTopics.create(kafka.bootstrap());
  }

  /** The environment that leads a service to them. */
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl(database));
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", jdbcUrl());
    environment.put("QUARKUS_DATASOURCE_USERNAME", database);
    environment.put("QUARKUS_DATASOURCE_PASSWORD", PASSWORD);
    environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrap());
    environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", issuer.url());
    return environment;
  }

  public String bootstrap() {
    return kafka.bootstrap();
  }

  public String jdbcUrl() {
    return postgres.jdbcUrl(database);
  }

  public String user() {
    return database;
  }

  public String password() {
    return PASSWORD;
  }

  /** A bearer token of the account. */
  public String token(String account) {
    return issuer.token(account);
  }

  @Override
  public void close() {
    issuer.close();
    kafka.close();
    postgres.close();
    data.close();
  }
}
