package dev.postern.events.ips;

import dev.postern.events.EventData;
import java.util.List;

/**
 * An operator gave a pool another block or other reserved addresses.
 *
 * @param block its CIDR block from now on, canonical
 * @param reserved CIDR blocks within it that are never given out
 */
public record PoolResized(String pool, Family family, String block, List<String> reserved)
    implements EventData {

  @Override
  public String topicKey() {
    return pool;
  }
}
