package dev.postern.local.instance;

import java.nio.file.Path;
import java.util.Optional;

/** The services that run as processes of their own. */
public enum Service {
  KEY("key-service", 8081, "keys"),
  IP("ip-service", 8082, "ips"),
  CREDENTIAL("credential-service", 8083, "credentials"),
  NOTIFICATION("notification-service", 8084, "notifications"),
  GATEWAY("ssh-gateway", 8086, null),
  DASHBOARD("dashboard", 8080, null),
  NOTARY("audit-notary", 8087, null);

  private final String title;
  private final int portOfInstanceZero;
  private final String database;

  Service(String title, int portOfInstanceZero, String database) {
    this.title = title;
    this.portOfInstanceZero = portOfInstanceZero;
    this.database = database;
  }

  /** Module, audience, client id and consumer group. */
  public String title() {
    return title;
  }

  public int port(Instance instance) {
    return instance.port(portOfInstanceZero);
  }

  public String url(Instance instance) {
    return "http://localhost:" + port(instance);
  }

  /** Name of its database and of the role that owns it; empty where it has none. */
  public Optional<String> database() {
    return Optional.ofNullable(database);
  }

  /** What the build made: the folder that production runs too. */
  public Path application(Instance instance) {
    return instance.root().resolve(title).resolve("target").resolve("quarkus-app");
  }

  public Path log(Instance instance) {
    return instance.logs().resolve(title + ".log");
  }
}
