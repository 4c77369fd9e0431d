package dev.postern.events.ips;

import dev.postern.events.EventData;

/** An operator removed a pool; none of its addresses was in use. */
public record PoolDeleted(String pool, Family family) implements EventData {

  @Override
  public String topicKey() {
    return pool;
  }
}
