package dev.postern.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.backends.containers.ContainerOptions;
import dev.postern.backends.containers.Isolation;
import dev.postern.backends.containers.LocalContainer;
import dev.postern.backends.containers.LocalContainers;
import dev.postern.backends.signin.Issuer;
import dev.postern.backends.ssh.SshClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/** What the services that a test kills need: stores, issuer, containers, keys. */
final class KillTestbed implements AutoCloseable {

  private static final String CREDENTIALS = "credential-service";
  private static final String NOTIFICATIONS = "notification-service";
  private static final int INSTANCE = 10 + Postern.FORK;

  private final Path folder;
  private final LocalContainers containers;
  private final KillableStores stores;
  private final Issuer issuer = Issuer.ephemeral();
  private final SealingKeyPair seals = new SealingKeyPair();
  private final ContainerEvents events;
  private final String managementKey;

  /** A container that was registered. */
  record Web(String id, LocalContainer local) {

    String loginWith(String password) {
      try (SshClient client = SshClient.to("root", local.host(), local.port())) {
        return client.password(password).run("id").stdout();
      }
    }
  }

  /** Skips the test where it cannot run. */
  KillTestbed(Path folder) throws Exception {
    Assumptions.assumeTrue(KillableService.isBuilt(CREDENTIALS), "credential-service not packaged");
    Isolation.Probe probe = Isolation.probe();
    Assumptions.assumeTrue(probe.isolation() == Isolation.NAMESPACES, probe.reason());
    this.folder = folder;
    // Always the same folder: the containers of a run that was killed are found and deleted.
    Path kept = Path.of(System.getProperty("java.io.tmpdir"), "postern-kill-tests-" + INSTANCE);
    containers = LocalContainers.open(kept, INSTANCE, probe.isolation());
    containers.list().forEach(LocalContainer::delete);
    stores = new KillableStores(folder);
    events = new ContainerEvents(stores.bootstrap());
    managementKey = newManagementKey();
    Files.writeString(folder.resolve("gateway"), managementKey);
    Files.writeString(folder.resolve("public.json"), seals.publicKeyset());
    Files.writeString(folder.resolve("private.json"), seals.privateKeyset());
  }

  private String newManagementKey() throws IOException, InterruptedException {
    Path key = folder.resolve("management");
    new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString())
        .start()
        .waitFor();
    return Files.readString(folder.resolve("management.pub")).strip();
  }

  KillableStores stores() {
    return stores;
  }

  ContainerEvents events() {
    return events;
  }

  SealingKeyPair seals() {
    return seals;
  }

  String token(String account) {
    return issuer.token(account);
  }

  String mailer() {
    return issuer.serviceToken(NOTIFICATIONS);
  }

  String clientSecret(String client) {
    return issuer.clientSecret(client);
  }

  /** Not started yet. */
  KillableService credentials() {
    return new KillableService(CREDENTIALS, folder, credentialSettings());
  }

  Map<String, String> credentialSettings() {
    Map<String, String> settings = common("credentials");
    settings.put("postern.sealing.public-keyset", folder.resolve("public.json").toString());
    settings.put("postern.access.management-key", folder.resolve("management").toString());
    settings.put("postern.access.gateway-public-keys", folder.resolve("gateway").toString());
    settings.put("postern.access.allowed-cidrs", "127.0.0.0/8");
    settings.put("postern.resets.per-container-per-hour", "100");
    settings.put("postern.applying.poll", "1s");
    settings.put("postern.applying.lease", "3s");
    settings.put("postern.applying.back-off", "200ms");
    settings.put("postern.applying.max-back-off", "1s");
    return settings;
  }

  /**
   * Not started yet.
   *
   * @param smtpPort of the mail server
   */
  KillableService notifications(KillableService credentials, int smtpPort) {
    return new KillableService(
        NOTIFICATIONS, folder, notificationSettings(credentials.url(), smtpPort));
  }

  /**
   * @param credentials the address of credential-service
   * @param smtpPort of the mail server
   */
  Map<String, String> notificationSettings(String credentials, int smtpPort) {
    Map<String, String> settings = common("notifications");
    settings.put("quarkus.rest-client.credentials.url", credentials);
    settings.put("quarkus.oidc-client.auth-server-url", issuer.url());
    settings.put("quarkus.oidc-client.credentials.secret", issuer.clientSecret(NOTIFICATIONS));
    settings.put("postern.sealing.private-keyset", folder.resolve("private.json").toString());
    settings.put("postern.contact.digest-key", "of-the-test-and-long-enough-for-it");
    settings.put("quarkus.mailer.host", "127.0.0.1");
    settings.put("quarkus.mailer.port", Integer.toString(smtpPort));
    settings.put("quarkus.mailer.from", "Postern <postern@postern.test>");
    settings.put("postern.gateway.host", "localhost");
    settings.put("postern.gateway.port", "3022");
    settings.put("postern.delivery.poll", "1s");
    settings.put("postern.delivery.attempt-timeout", "7s");
    settings.put("postern.delivery.claim", "8s");
    settings.put("postern.delivery.retry-base", "200ms");
    settings.put("postern.delivery.retry-cap", "1s");
    return settings;
  }

  /** Of a service with a database of this name, which is made. */
  Map<String, String> common(String database) {
    Map<String, String> settings = settings();
    settings.putAll(stores.settings(database));
    return settings;
  }

  /** Of every service. */
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.oidc.auth-server-url", issuer.url());
    // The group of a consumer that was killed waits this long for it.
    settings.put("mp.messaging.connector.smallrye-kafka.session.timeout.ms", "6000");
    settings.put("mp.messaging.connector.smallrye-kafka.heartbeat.interval.ms", "2000");
    return settings;
  }

  /** Makes a container and registers it, which may kill the service. */
  LocalContainer register(KillableService service) {
    LocalContainer local = newContainer();
    service.tryTo("POST", "/v1/containers", token("platform"), registration(local));
    return local;
  }

  LocalContainer newContainer() {
    String name = "web-" + UUID.randomUUID().toString().substring(0, 8);
    return containers.create(name, ContainerOptions.withKeys(List.of(managementKey)));
  }

  /** The body of the request that registers it. */
  static String registration(LocalContainer local) {
    return """
    {"account":"demo","name":"%s","environment":"shop",
     "access":{"adapter":"ssh","host":"%s","port":%d}}
    """
        .formatted(local.name(), local.host(), local.port());
  }

  Web registered(KillableService service, LocalContainer local) throws IOException {
    for (JsonNode one :
        service.ask("GET", "/v1/containers?limit=200", token("demo")).path("items")) {
      if (one.path("name").asText().equals(local.name())) {
        return new Web(one.path("id").asText(), local);
      }
    }
    throw new AssertionError("the registration was lost");
  }

  /** Asks for a reset, which may kill the service; returns the generation that it makes. */
  long reset(KillableService service, Web web) throws IOException {
    long before = credential(service, web).path("generation").asLong();
    String path = "/v1/containers/" + web.id() + "/password-resets";
    service.tryTo("POST", path, token("demo"), null);
    return before + 1;
  }

  /** State and generation. */
  JsonNode credential(KillableService service, Web web) throws IOException {
    return service.ask("GET", "/v1/containers/" + web.id(), token("demo")).path("credential");
  }

  @Override
  public void close() {
    containers.list().forEach(LocalContainer::delete);
    containers.close();
    issuer.close();
    stores.close();
  }
}
