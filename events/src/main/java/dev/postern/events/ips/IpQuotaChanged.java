package dev.postern.events.ips;

import dev.postern.events.EventData;

/** An operator set how many addresses an account may hold. */
public record IpQuotaChanged(String account, IpLimits ipv4, IpLimits ipv6) implements EventData {

  @Override
  public String topicKey() {
    return account;
  }
}
