package dev.postern.ip;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/** What differs from production in every test: loopback pools, a high port, a short quarantine. */
public class IpTestResource implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    // Other modules are tested at the same time.
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    return Map.of(
        "postern.relay.port", Integer.toString(IpWorld.RELAY_PORT),
        "postern.pools.allow-loopback", "true",
        "postern.addresses.quarantine", "3s",
        "postern.addresses.converge-every", "1s",
        "postern.quotas.per-hour", Integer.toString(IpWorld.ADDRESSES_PER_HOUR),
        "postern.pools.measure-every", "1s",
        "postern.relay.max-connections-per-address", "40",
        // An outbox relay that lost its lock notices when it looks.
        "postern.outbox.poll-interval", "500ms",
        "quarkus.http.test-port", "0");
  }

  @Override
  public void stop() {}
}
