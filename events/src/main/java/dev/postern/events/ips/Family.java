package dev.postern.events.ips;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Address families, written {@code ipv4} and {@code ipv6}. */
public enum Family {
  @JsonProperty("ipv4")
  IPV4,
  @JsonProperty("ipv6")
  IPV6
}
