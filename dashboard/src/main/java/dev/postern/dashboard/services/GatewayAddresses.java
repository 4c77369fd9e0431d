package dev.postern.dashboard.services;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Every gateway: a shell lives in one of them, and a name that leads to all finds it. */
@ApplicationScoped
public class GatewayAddresses {

  private final URI gateway;

  public GatewayAddresses(
      @ConfigProperty(name = "postern.dashboard.gateway", defaultValue = "http://localhost:8086")
          URI gateway) {
    this.gateway = gateway;
  }

  public String host() {
    return gateway.getHost();
  }

  public boolean isTls() {
    return "https".equals(gateway.getScheme());
  }

  public int port() {
    if (gateway.getPort() != -1) {
      return gateway.getPort();
    }
    return isTls() ? 443 : 80;
  }

  /** Fails where the name is not known. */
  public Future<List<SocketAddress>> resolve(Vertx vertx) {
    return vertx.executeBlocking(this::resolved, false);
  }

  /** Of one family: a gateway that has an address of each is one gateway. */
  private List<SocketAddress> resolved() throws UnknownHostException {
    InetAddress[] all = InetAddress.getAllByName(host());
    return Stream.of(all)
        .filter(address -> address.getClass() == all[0].getClass())
        .map(address -> SocketAddress.inetSocketAddress(port(), address.getHostAddress()))
        .toList();
  }
}
