package dev.postern.backends.testing;

import dev.postern.backends.kafka.PosternTopics;
import dev.postern.backends.mail.SmtpInbox;
import dev.postern.backends.signin.Issuer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Kafka with the topics of the contracts, PostgreSQL with one empty database, an SMTP inbox and an
 * issuer for a {@code @QuarkusTest}: {@code @WithTestResource(Backends.class)}. Test classes with
 * the same resources and profile share one set.
 *
 * <p>Kafka and PostgreSQL run in containers where an engine answers, embedded otherwise; a line on
 * standard output says which.
 */
public class Backends implements QuarkusTestResourceLifecycleManager {

  private static volatile Backends current;

  private KafkaAndPostgres servers;
  private SmtpInbox inbox;
  private Issuer issuer;

  /** Starts all of them and returns the settings that lead a service to them. */
  @Override
  public Map<String, String> start() {
    servers = KafkaAndPostgres.start();
    PosternTopics.create(servers.bootstrap());
    inbox = SmtpInbox.start(0);
    issuer = Issuer.ephemeral();
    current = this;
    return settings();
  }

  private Map<String, String> settings() {
    var settings = new HashMap<String, String>();
    settings.put("kafka.bootstrap.servers", servers.bootstrap());
    settings.put("quarkus.datasource.jdbc.url", "jdbc:" + servers.reactiveUrl());
    settings.put("quarkus.datasource.reactive.url", servers.reactiveUrl());
    settings.put("quarkus.datasource.username", KafkaAndPostgres.USER);
    settings.put("quarkus.datasource.password", servers.password());
    settings.put("quarkus.oidc.auth-server-url", issuer.url());
    settings.put("quarkus.oidc-client.auth-server-url", issuer.url());
    settings.put("quarkus.mailer.host", "127.0.0.1");
    settings.put("quarkus.mailer.port", Integer.toString(inbox.port()));
    settings.put("quarkus.mailer.mock", "false");
    // Several builds may run on one machine.
    settings.put("quarkus.http.test-port", "0");
    return settings;
  }

  /** Who signs the tokens that the service under test takes. */
  public static Issuer issuer() {
    return running().issuer;
  }

  /** Where the service under test sends its mails. */
  public static SmtpInbox inbox() {
    return running().inbox;
  }

  /** {@code bootstrap.servers} of the service under test. */
  public static String kafkaBootstrap() {
    return running().servers.bootstrap();
  }

  /** The database of the service under test, for {@link #databaseUser()}. */
  public static String jdbcUrl() {
    return "jdbc:" + running().servers.reactiveUrl();
  }

  public static String databaseUser() {
    return KafkaAndPostgres.USER;
  }

  public static String databasePassword() {
    return running().servers.password();
  }

  private static Backends running() {
    if (current == null) {
      throw new IllegalStateException(
          "No backends run: put @WithTestResource(Backends.class) on the test class");
    }
    return current;
  }

  @Override
  public void stop() {
    if (issuer != null) {
      issuer.close();
    }
    if (inbox != null) {
      inbox.close();
    }
    if (servers != null) {
      servers.close();
    }
  }
}
