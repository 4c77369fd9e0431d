package dev.postern.dashboard.terminal;

import dev.postern.dashboard.services.GatewayAddresses;
import dev.postern.terminal.CloseCodes;
import dev.postern.terminal.TerminalProtocol;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Opens a shell at a gateway, or finds the gateway that has it. */
@ApplicationScoped
class GatewayTerminals {

  private static final Logger LOG = Logger.getLogger(GatewayTerminals.class);
  private static final int CONNECT_MILLIS = 3_000;

  private final Vertx vertx;
  private final GatewayAddresses addresses;
  private final WebSocketClient client;

  GatewayTerminals(Vertx vertx, GatewayAddresses addresses) {
    this.vertx = vertx;
    this.addresses = addresses;
    this.client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setSsl(addresses.isTls())
                .setConnectTimeout(CONNECT_MILLIS)
                .setMaxFrameSize(TerminalProtocol.LONGEST_FRAME)
                // Not -1: with that, none is ever opened.
                .setMaxConnections(Integer.MAX_VALUE));
  }

  /** Fails with {@link NotAttachedException}. */
  Future<Attached> attach(TerminalRequest request, String token) {
    return addresses
        .resolve(vertx)
        .recover(failure -> Future.failedFuture(unreachable(failure)))
        .compose(all -> attach(request, token, all));
  }

  Future<Attached> attach(TerminalRequest request, String token, List<SocketAddress> all) {
    return attach(request, token, all, false);
  }

  /**
   * One after the other. A gateway that was not reached may be the one that has the shell: that is
   * what is told where the others do not have it.
   */
  private Future<Attached> attach(
      TerminalRequest request, String token, List<SocketAddress> left, boolean outage) {
    return attach(request, token, left.get(0))
        .recover(
            failure -> {
              var refused = (NotAttachedException) failure;
              boolean missed = outage || refused.isOutage();
              if (refused.isWorthAnother() && left.size() > 1) {
                return attach(request, token, left.subList(1, left.size()), missed);
              }
              return Future.failedFuture(
                  missed && refused.isWorthAnother()
                      ? new NotAttachedException(CloseReason.UNREACHABLE)
                      : refused);
            });
  }

  private Future<Attached> attach(TerminalRequest request, String token, SocketAddress address) {
    return client
        .connect(options(request, token, address))
        .recover(failure -> Future.failedFuture(refused(failure)))
        .compose(socket -> Attached.first(vertx, socket));
  }

  /**
   * Vert.x connects a WebSocket to its host and nothing else: the address is the host here, and the
   * name a header. With TLS the name must stay, so that a certificate can be held against it.
   */
  private WebSocketConnectOptions options(
      TerminalRequest request, String token, SocketAddress address) {
    var options = new WebSocketConnectOptions().addSubProtocol(TerminalProtocol.V2);
    options
        .setAllowOriginHeader(false)
        .setHost(addresses.isTls() ? addresses.host() : address.host())
        .setPort(address.port())
        .setURI(request.uri())
        .putHeader("Host", addresses.host() + ":" + address.port())
        .putHeader("Authorization", "Bearer " + token);
    return options;
  }

  private static NotAttachedException refused(Throwable failure) {
    int status = failure instanceof UpgradeRejectedException rejected ? rejected.getStatus() : 0;
    return switch (status) {
      case 401 ->
          new NotAttachedException(
              new CloseReason(CloseCodes.SIGNED_OUT, "The sign-in is not valid."));
      case 403 ->
          new NotAttachedException(
              new CloseReason(CloseCodes.REVOKED, "Your account may not do this."));
      default -> unreachable(failure);
    };
  }

  private static NotAttachedException unreachable(Throwable failure) {
    LOG.warnf("A gateway gives no terminal cause=%s", failure.toString());
    return new NotAttachedException(CloseReason.UNREACHABLE);
  }
}
