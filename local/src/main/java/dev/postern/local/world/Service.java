package dev.postern.local.world;

import java.nio.file.Path;
import java.util.Optional;

/** The services that run as processes of their own. */
public enum Service {
  KEY("key-service", 8081, "keys"),
  IP("ip-service", 8082, "ips"),
  CREDENTIAL("credential-service", 8083, "credentials"),
  NOTIFICATION("notification-service", 8084, "notifications"),
  GATEWAY("ssh-gateway", 8086, null),
  DASHBOARD("dashboard", 8080, null);

  private final String title;
  private final int portOfWorldZero;
  private final String database;

  Service(String title, int portOfWorldZero, String database) {
    this.title = title;
    this.portOfWorldZero = portOfWorldZero;
    this.database = database;
  }

  /** Module, audience, client id and consumer group. */
  public String title() {
    return title;
  }

  public int port(World world) {
    return world.port(portOfWorldZero);
  }

  public String url(World world) {
    return "http://localhost:" + port(world);
  }

  /** Name of its database and of the role that owns it; empty where it has none. */
  public Optional<String> database() {
    return Optional.ofNullable(database);
  }

  /** What the build made: the folder that production runs too. */
  public Path application(World world) {
    return world.root().resolve(title).resolve("target").resolve("quarkus-app");
  }

  public Path log(World world) {
    return world.logs().resolve(title + ".log");
  }
}
