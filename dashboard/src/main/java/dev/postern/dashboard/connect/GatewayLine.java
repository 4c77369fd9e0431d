package dev.postern.dashboard.connect;

import jakarta.enterprise.context.ApplicationScoped;

/** The line that leads into a container through the gateway. */
@ApplicationScoped
public class GatewayLine {

  private final GatewayConfig gateway;

  GatewayLine(GatewayConfig gateway) {
    this.gateway = gateway;
  }

  /**
   * @param name the container's
   * @param account its owner
   */
  public String to(String name, String account) {
    return ConnectLines.gateway(name + "-" + account, gateway.host(), gateway.port());
  }
}
