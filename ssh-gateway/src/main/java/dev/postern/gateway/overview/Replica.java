package dev.postern.gateway.overview;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/** Which of several gateways this one is. */
@Startup
@ApplicationScoped
class Replica {

  private final String name = hostName();
  private final Instant startedAt = Instant.now();

  /** Its host's: in a cluster the pod's. */
  String name() {
    return name;
  }

  Instant startedAt() {
    return startedAt;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "gateway";
    }
  }
}
