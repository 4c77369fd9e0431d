package dev.postern.credential.access;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Resolves a container's host once, when it is registered. The address is kept and connected to, so
 * that a name which resolves to something else later changes nothing (DNS rebinding).
 */
@ApplicationScoped
public class HostResolver {

  private final AddressPolicy policy;
  private final Duration timeout;

  HostResolver(AccessConfig config) {
    this.policy = new AddressPolicy(config.allowedCidrs().orElse(List.of()));
    this.timeout = config.resolveTimeout();
  }

  /**
   * @return the address in its text form; empty where the name does not resolve, or to an address
   *     that may not be reached
   */
  public Uni<Optional<String>> resolve(String host) {
    return Uni.createFrom()
        .item(() -> addresses(host))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .ifNoItem()
        .after(timeout)
        .recoverWithItem(List.of())
        .map(this::firstAllowed)
        .emitOn(callersThread());
  }

  /** The caller often holds a database session, which belongs to one thread. */
  private static Executor callersThread() {
    Context context = Vertx.currentContext();
    return context == null
        ? Infrastructure.getDefaultExecutor()
        : task -> context.runOnContext(ignored -> task.run());
  }

  private Optional<String> firstAllowed(List<InetAddress> addresses) {
    return addresses.stream().allMatch(policy::allows)
        ? addresses.stream().findFirst().map(InetAddress::getHostAddress)
        : Optional.empty();
  }

  private static List<InetAddress> addresses(String host) {
    try {
      return Arrays.asList(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      return List.of();
    }
  }
}
