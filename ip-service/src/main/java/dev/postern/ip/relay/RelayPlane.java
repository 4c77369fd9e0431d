package dev.postern.ip.relay;

import dev.postern.background.CallersContext;
import dev.postern.ip.plane.AddressPlane;
import dev.postern.ip.plane.Binding;
import dev.postern.ip.plane.PlaneException;
import dev.postern.ip.plane.PlaneException.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoopGroup;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.BindException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** One {@link RelayListener} for each address, on Vert.x's event loops. */
@ApplicationScoped
@Identifier("relay")
class RelayPlane implements AddressPlane {

  private static final Logger LOG = Logger.getLogger(RelayPlane.class);

  private final RelayConfig config;
  private final ConnectionLimit connectionLimit;
  private final EventLoopGroup loops;
  private final Map<String, RelayListener> listeners = new ConcurrentHashMap<>();

  RelayPlane(RelayConfig config, Vertx vertx, MeterRegistry meters) {
    this.config = config;
    this.connectionLimit = new ConnectionLimit(config.maxConnections(), meters);
    this.loops = vertx.nettyEventLoopGroup();
  }

  @Override
  public int port() {
    return config
        .port()
        .orElseThrow(() -> new IllegalStateException("postern.relay.port is not set: 22, or 2222"));
  }

  @Override
  public Uni<Void> attach(Binding binding) {
    if (binding.sshdHost() == null) {
      return Uni.createFrom().failure(new PlaneException(Reason.SSHD_UNKNOWN, null));
    }
    RelayListener there = listeners.get(binding.address());
    if (there != null) {
      there.forwardTo(binding);
      return Uni.createFrom().voidItem();
    }
    // A socket's event loop completes it; the caller's transactions need their own context.
    return CallersContext.resume(listen(binding));
  }

  private Uni<Void> listen(Binding binding) {
    RelayListener listener = new RelayListener(binding, config, port());
    return listener
        .listen(loops, connectionLimit)
        .invoke(() -> listeners.put(binding.address(), listener))
        .onFailure()
        .transform(e -> refusal(binding, e));
  }

  private static PlaneException refusal(Binding binding, Throwable cause) {
    Reason reason = reason(cause);
    LOG.debugf(
        cause,
        "Cannot listen address=%s container=%s reason=%s",
        binding.address(),
        binding.container(),
        reason);
    return new PlaneException(reason, cause);
  }

  /** The JDK tells these apart only in the text of the system's error. */
  private static Reason reason(Throwable cause) {
    String text = String.valueOf(cause.getMessage());
    if (text.contains("in use")) {
      return Reason.ADDRESS_IN_USE;
    }
    if (text.contains("ermission denied")) {
      return Reason.PORT_NOT_ALLOWED;
    }
    return text.contains("assign requested address") || cause instanceof BindException
        ? Reason.ADDRESS_NOT_LOCAL
        : Reason.PLANE_FAILED;
  }

  @Override
  public Uni<Void> detach(String address) {
    RelayListener listener = listeners.remove(address);
    return listener == null ? Uni.createFrom().voidItem() : CallersContext.resume(listener.close());
  }

  @Override
  public Set<String> observe() {
    return Set.copyOf(listeners.keySet());
  }

  /** Does not wait: the process is going, and its sockets with it. */
  @PreDestroy
  void close() {
    observe()
        .forEach(
            address ->
                detach(address)
                    .subscribe()
                    .with(closed -> {}, e -> LOG.debugf(e, "Not closed address=%s", address)));
  }
}
