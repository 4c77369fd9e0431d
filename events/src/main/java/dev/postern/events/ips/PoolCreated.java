package dev.postern.events.ips;

import dev.postern.events.EventData;
import java.util.List;

/**
 * An operator made a pool of public addresses.
 *
 * @param block a CIDR block, canonical
 * @param reserved CIDR blocks within it that are never given out
 */
public record PoolCreated(String pool, Family family, String block, List<String> reserved)
    implements EventData {

  @Override
  public String topicKey() {
    return pool;
  }
}
