package dev.postern.events.containers;

/** How many public addresses of each family a container asks for when it is registered. */
public record PublicIpCounts(int ipv4, int ipv6) {

  public static final PublicIpCounts NONE = new PublicIpCounts(0, 0);

  public int total() {
    return ipv4 + ipv6;
  }
}
