package dev.postern.local.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.backends.files.PrivateFiles;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Service;
import dev.postern.local.platform.AccountTokens;
import dev.postern.local.secrets.InstanceSecrets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceEnvironmentTest {

  @TempDir Path root;
  private Instance instance;
  private ServiceEnvironment environment;

  @BeforeEach
  void instance() {
    instance = new Instance(2, root);
    InstanceSecrets secrets = new InstanceSecrets(instance.secrets());
    PrivateFiles.write(
        AccountTokens.clientSecrets(instance),
        "demo=one\nnotification-service=two\ndashboard=three\n");
    environment = new ServiceEnvironment(instance, secrets, 2222);
  }

  @Test
  void everyServiceHasItsOwnPortDatabaseAndPassword() {
    // When
    Map<String, String> keys = environment.of(Service.KEY);
    Map<String, String> ips = environment.of(Service.IP);

    // Then
    assertThat(keys)
        .containsEntry("QUARKUS_HTTP_PORT", "10081")
        .containsEntry("QUARKUS_HTTP_HOST", "127.0.0.1")
        .containsEntry("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:7433/keys")
        .containsEntry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:7433/keys")
        .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:11092")
        .containsEntry("QUARKUS_OIDC_AUTH_SERVER_URL", "http://localhost:10085");
    assertThat(ips.get("QUARKUS_DATASOURCE_PASSWORD"))
        .isNotEqualTo(keys.get("QUARKUS_DATASOURCE_PASSWORD"));
  }

  @Test
  void eachPrivateKeyGoesToOneServiceOnly() {
    // Given
    String opening = "POSTERN_SEALING_PRIVATE_KEYSET";
    String entering = "POSTERN_ACCESS_MANAGEMENT_KEY";

    // When / Then
    for (Service service : Service.values()) {
      Map<String, String> settings = environment.of(service);
      assertThat(settings.containsKey(opening)).isEqualTo(service == Service.NOTIFICATION);
      assertThat(settings.containsKey("POSTERN_CONTACT_DIGEST_KEY"))
          .isEqualTo(service == Service.NOTIFICATION);
      assertThat(settings.containsKey(entering)).isEqualTo(service == Service.CREDENTIAL);
      assertThat(settings.containsKey("POSTERN_GATEWAY_KEY")).isEqualTo(service == Service.GATEWAY);
    }
  }

  @Test
  void theMailServiceSignsInWithTheIssuersSecret() {
    assertThat(environment.of(Service.NOTIFICATION))
        .containsEntry("QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET", "two")
        .containsEntry("QUARKUS_REST_CLIENT_CREDENTIALS_URL", "http://localhost:10083");
  }

  @Test
  void theDashboardSignsPeopleInWithTheIssuersSecretAndCallsTheServices() {
    assertThat(environment.of(Service.DASHBOARD))
        .containsEntry("QUARKUS_HTTP_PORT", "10080")
        .containsEntry("QUARKUS_OIDC_CREDENTIALS_SECRET", "three")
        .containsEntry("POSTERN_DASHBOARD_CREDENTIAL_SERVICE", "http://localhost:10083");
  }

  @Test
  void theRelayListensWhereThePublicAddressesAnswer() {
    assertThat(environment.of(Service.IP)).containsEntry("POSTERN_RELAY_PORT", "2222");
  }
}
