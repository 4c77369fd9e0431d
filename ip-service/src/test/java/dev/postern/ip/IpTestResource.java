package dev.postern.ip;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** What differs from production in every test: loopback pools, a high port, a short quarantine. */
public class IpTestResource implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
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
