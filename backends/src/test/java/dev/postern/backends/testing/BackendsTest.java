package dev.postern.backends.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.events.Topics;
import java.sql.DriverManager;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackendsTest {

  @Test
  void leadsAServiceToItsBackends() throws Exception {
    // Given
    var backends = new Backends();
    try {
      // When
      Map<String, String> settings = backends.start();

      // Then
      try (var connection =
              DriverManager.getConnection(
                  settings.get("quarkus.datasource.jdbc.url"),
                  settings.get("quarkus.datasource.username"),
                  settings.get("quarkus.datasource.password"));
          var statement = connection.createStatement()) {
        statement.execute("CREATE TABLE things (id text)");
      }
      assertThat(KafkaLog.readAll(Backends.kafkaBootstrap(), Topics.CONTAINERS)).isEmpty();
      assertThat(settings.get("quarkus.oidc.auth-server-url")).isEqualTo(Backends.issuer().url());
      assertThat(settings.get("quarkus.mailer.port")).isEqualTo("" + Backends.inbox().port());
    } finally {
      backends.stop();
    }
  }
}
