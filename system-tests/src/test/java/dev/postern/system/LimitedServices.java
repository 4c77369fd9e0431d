package dev.postern.system;

import dev.postern.transparency.note.NoteSigner;
import dev.postern.transparency.note.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The services with limited memory, as a cluster sets them up. */
final class LimitedServices {

  private static final String CLUSTER = "memory";

  private final KillTestbed scene;
  private final WatchedCluster cluster;
  private final Path folder;

  LimitedServices(KillTestbed scene, WatchedCluster cluster, Path folder) {
    this.scene = scene;
    this.cluster = cluster;
    this.folder = folder;
  }

  LimitedService credentials() throws IOException {
    Map<String, String> settings = scene.credentialSettings();
    settings.putAll(cluster.settings());
    settings.put("postern.kubernetes.enabled", "true");
    for (String limit : new String[] {"container", "account", "tenant"}) {
      settings.put("postern.resets.per-" + limit + "-per-hour", "1000");
    }
    return service("credential-service", settings);
  }

  /** One of the others. */
  LimitedService named(String name) throws IOException {
    Map<String, String> settings =
        switch (name) {
          case "notification-service" -> scene.notificationSettings("http://localhost:1", 1);
          case "key-service" -> scene.common("keys");
          case "ip-service" -> ip();
          case "ssh-gateway" -> gateway();
          case "dashboard" -> dashboard();
          case "audit-notary" -> notary();
          default -> throw new IllegalArgumentException(name);
        };
    return service(name, settings);
  }

  private LimitedService service(String name, Map<String, String> settings) throws IOException {
    return new LimitedService(name, folder, settings, scene::token);
  }

  private Map<String, String> ip() {
    Map<String, String> settings = scene.common("ips");
    settings.putAll(cluster.settings());
    settings.put("postern.plane.kind", "kubernetes");
    settings.put("postern.kubernetes.namespace", "postern-addresses");
    return settings;
  }

  private Map<String, String> gateway() {
    Map<String, String> settings = withoutDatabase();
    settings.put("postern.ssh.host", "127.0.0.1");
    settings.put("postern.ssh.port", "0");
    settings.put("postern.gateway.key", folder.resolve("management").toString());
    settings.put("postern.gateway.host-keys", folder.resolve("host-keys").toString());
    return settings;
  }

  private Map<String, String> dashboard() {
    Map<String, String> settings = withoutDatabase();
    settings.put("quarkus.oidc.credentials.secret", scene.clientSecret("dashboard"));
    for (String of : new String[] {"credential", "key", "ip", "notification"}) {
      settings.put("postern.dashboard." + of + "-service", "http://localhost:1");
    }
    settings.put("postern.dashboard.gateway", "http://localhost:1");
    settings.put("postern.gateway.host", "localhost");
    settings.put("postern.gateway.port", "22");
    return settings;
  }

  private Map<String, String> notary() throws IOException {
    Path key = folder.resolve("notary-key");
    Files.writeString(key, NoteSigner.generate(Origin.ofCluster(CLUSTER)).secret() + "\n");
    Map<String, String> settings = withoutDatabase();
    settings.put("postern.notary.cluster", CLUSTER);
    settings.put("postern.notary.signing-key", key.toString());
    settings.put("postern.notary.folder", folder.resolve("trees").toString());
    settings.put("postern.notary.checkpoint-folder", folder.resolve("checkpoints").toString());
    return settings;
  }

  private Map<String, String> withoutDatabase() {
    Map<String, String> settings = new HashMap<>(scene.settings());
    settings.put("kafka.bootstrap.servers", scene.stores().bootstrap());
    return settings;
  }
}
