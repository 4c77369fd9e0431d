package dev.postern.local.parts;

import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Ports;
import dev.postern.local.instance.Service;
import dev.postern.local.platform.AccountTokens;
import dev.postern.local.secrets.InstanceSecrets;
import dev.postern.local.secrets.NotaryKey;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of a service on this machine: the same environment variables that any deployment
 * sets.
 */
final class ServiceEnvironment {

  private static final String LOOPBACK = "127.0.0.1";

  /** People click through a demo quickly; the default limits are for production. */
  private static final String RESETS_PER_HOUR = "600";

  private static final String RESETS_OF_ALL_PER_HOUR = "1000000";

  /** A busy laptop attaches addresses late; the first mail should have its ssh line even so. */
  private static final String ADDRESS_WAIT = "30S";

  /** Who tries an audit does not want to wait a minute for the signature. */
  private static final String SIGNED_EVERY = "10S";

  private final Instance instance;
  private final Ports ports;
  private final InstanceSecrets secrets;
  private final int relayPort;

  /**
   * @param relayPort the port of the public addresses, 22 or 2222
   */
  ServiceEnvironment(Instance instance, InstanceSecrets secrets, int relayPort) {
    this.instance = instance;
    this.ports = new Ports(instance);
    this.secrets = secrets;
    this.relayPort = relayPort;
  }

  Map<String, String> of(Service service) {
    Map<String, String> settings = common(service);
    switch (service) {
      case CREDENTIAL -> credential(settings);
      case NOTIFICATION -> notification(settings);
      case IP -> ip(settings);
      case GATEWAY -> gateway(settings);
      case DASHBOARD -> dashboard(settings);
      case NOTARY -> notary(settings);
      case KEY -> {}
    }
    return settings;
  }

  private Map<String, String> common(Service service) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("QUARKUS_HTTP_HOST", LOOPBACK);
    settings.put("QUARKUS_HTTP_PORT", Integer.toString(service.port(instance)));
    service.database().ifPresent(name -> database(settings, service, name));
    settings.put("KAFKA_BOOTSTRAP_SERVERS", LOOPBACK + ":" + ports.kafka());
    settings.put("QUARKUS_OIDC_AUTH_SERVER_URL", issuer());
    return settings;
  }

  private void database(Map<String, String> settings, Service service, String name) {
    String url = "postgresql://" + LOOPBACK + ":" + ports.postgres() + "/" + name;
    settings.put("QUARKUS_DATASOURCE_REACTIVE_URL", url);
    settings.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:" + url);
    settings.put("QUARKUS_DATASOURCE_USERNAME", name);
    settings.put("QUARKUS_DATASOURCE_PASSWORD", secrets.databasePassword(service));
  }

  private void credential(Map<String, String> settings) {
    settings.put("POSTERN_SEALING_PUBLIC_KEYSET", secrets.sealing().publicSet().toString());
    settings.put("POSTERN_ACCESS_MANAGEMENT_KEY", secrets.management().privateFile().toString());
    settings.put("POSTERN_ACCESS_GATEWAY_PUBLIC_KEYS", secrets.gateway().publicFile().toString());
    settings.put("POSTERN_ACCESS_ALLOWED_CIDRS", "127.0.0.0/8");
    settings.put("POSTERN_APPLYING_ADDRESS_WAIT", ADDRESS_WAIT);
    settings.put("POSTERN_RESETS_PER_CONTAINER_PER_HOUR", RESETS_PER_HOUR);
    settings.put("POSTERN_RESETS_PER_ACCOUNT_PER_HOUR", RESETS_OF_ALL_PER_HOUR);
    settings.put("POSTERN_RESETS_PER_TENANT_PER_HOUR", RESETS_OF_ALL_PER_HOUR);
  }

  private void notification(Map<String, String> settings) {
    settings.put("POSTERN_SEALING_PRIVATE_KEYSET", secrets.sealing().privateSet().toString());
    settings.put("POSTERN_CONTACT_DIGEST_KEY", secrets.contactDigestKey());
    settings.put("QUARKUS_MAILER_HOST", LOOPBACK);
    settings.put("QUARKUS_MAILER_PORT", Integer.toString(ports.smtp()));
    settings.put("QUARKUS_MAILER_FROM", "Postern <postern@postern.test>");
    settings.put("QUARKUS_REST_CLIENT_CREDENTIALS_URL", Service.CREDENTIAL.url(instance));
    settings.put("QUARKUS_OIDC_CLIENT_AUTH_SERVER_URL", issuer());
    settings.put("QUARKUS_OIDC_CLIENT_CLIENT_ID", Service.NOTIFICATION.title());
    settings.put("QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET", clientSecret(Service.NOTIFICATION));
    settings.put("POSTERN_GATEWAY_HOST", "localhost");
    settings.put("POSTERN_GATEWAY_PORT", Integer.toString(ports.gateway()));
  }

  private void ip(Map<String, String> settings) {
    settings.put("POSTERN_RELAY_PORT", Integer.toString(relayPort));
    settings.put("POSTERN_POOLS_ALLOW_LOOPBACK", "true");
  }

  private void gateway(Map<String, String> settings) {
    settings.put("POSTERN_SSH_HOST", LOOPBACK);
    settings.put("POSTERN_SSH_PORT", Integer.toString(ports.gateway()));
    settings.put("POSTERN_SSH_DRAIN", "1S");
    settings.put("POSTERN_GATEWAY_KEY", secrets.gateway().privateFile().toString());
    // The pages of the dashboard; a browser names them either way.
    settings.put(
        "POSTERN_TERMINAL_ORIGINS",
        Service.DASHBOARD.url(instance) + ",http://127.0.0.1:" + Service.DASHBOARD.port(instance));
    settings.put("POSTERN_GATEWAY_HOST_KEYS", gatewayHostKeys());
  }

  private void dashboard(Map<String, String> settings) {
    settings.put("QUARKUS_OIDC_CREDENTIALS_SECRET", clientSecret(Service.DASHBOARD));
    settings.put("POSTERN_DASHBOARD_CREDENTIAL_SERVICE", Service.CREDENTIAL.url(instance));
    settings.put("POSTERN_DASHBOARD_KEY_SERVICE", Service.KEY.url(instance));
    settings.put("POSTERN_DASHBOARD_IP_SERVICE", Service.IP.url(instance));
    settings.put("POSTERN_DASHBOARD_NOTIFICATION_SERVICE", Service.NOTIFICATION.url(instance));
    settings.put("POSTERN_DASHBOARD_INBOX", "http://localhost:" + ports.inboxPage());
    settings.put("POSTERN_DASHBOARD_GATEWAY", Service.GATEWAY.url(instance));
    settings.put("POSTERN_GATEWAY_HOST", "localhost");
    settings.put("POSTERN_GATEWAY_PORT", Integer.toString(ports.gateway()));
    settings.put("POSTERN_GATEWAY_PUBLIC_HOST_KEYS", gatewayHostKeys());
  }

  private void notary(Map<String, String> settings) {
    Path folder = instance.data().resolve("notary");
    settings.put("POSTERN_NOTARY_CLUSTER", NotaryKey.CLUSTER);
    settings.put("POSTERN_NOTARY_SIGNING_KEY", secrets.notary().signingKey().toString());
    settings.put("POSTERN_NOTARY_FOLDER", folder.resolve("trees").toString());
    settings.put("POSTERN_NOTARY_CHECKPOINT_FOLDER", folder.resolve("checkpoints").toString());
    settings.put("POSTERN_NOTARY_EVERY", SIGNED_EVERY);
  }

  private String gatewayHostKeys() {
    return instance.data().resolve("gateway-host-keys").toString();
  }

  private String clientSecret(Service service) {
    return AccountTokens.clientSecret(instance, service.title())
        .orElseThrow(() -> new IllegalStateException("The issuer has not started"));
  }

  private String issuer() {
    return "http://localhost:" + ports.issuer();
  }
}
