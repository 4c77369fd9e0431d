package dev.postern.ip.attachment;

import dev.postern.background.FreshContext;
import dev.postern.events.ips.Family;
import dev.postern.identity.Scope;
import dev.postern.ip.IpWorld;
import dev.postern.ip.address.HostAddress;
import dev.postern.ip.container.KnownContainers;
import dev.postern.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What owners, platforms and the network do, at random and with crashes in between. */
@ApplicationScoped
class RandomLife {

  private static final Scope DEMO = Scope.only("demo");
  private static final int CONTAINERS = 10;

  /** One transaction in so many is rolled back when its work is done. */
  private static final int ROLLED_BACK = 5;

  /** Violations of the ledger, and deadlocks: what must never happen, whoever crashes. */
  private static final List<String> FORBIDDEN = List.of("23P01", "23505", "23514", "40P01");

  private final Attachments attachments;
  private final MoveService moves;
  private final AttachmentTransitions transitions;
  private final KnownContainers known;
  private final Reconciler reconciler;
  private final Vertx vertx;

  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger crashed = new AtomicInteger();

  private String network;
  private List<String> containers;

  RandomLife(
      Attachments attachments,
      MoveService moves,
      AttachmentTransitions transitions,
      KnownContainers known,
      Reconciler reconciler,
      Vertx vertx) {
    this.attachments = attachments;
    this.moves = moves;
    this.transitions = transitions;
    this.known = known;
    this.reconciler = reconciler;
    this.vertx = vertx;
  }

  /**
   * @param ofNetwork the first three numbers of its addresses
   */
  void begin(String ofNetwork) {
    network = ofNetwork;
    containers = new CopyOnWriteArrayList<>();
    for (int i = 0; i < CONTAINERS; i++) {
      containers.add(IpWorld.knownContainer("demo"));
    }
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  String summary() {
    return "%s operations done, %s refused, %s crashed".formatted(done, refused, crashed);
  }

  void step(Random random) {
    Supplier<Uni<?>> work = operation(random);
    boolean crash = random.nextInt(ROLLED_BACK) == 0;
    try {
      inTransaction(() -> work.get().invoke(() -> crashIf(crash))).get(20, TimeUnit.SECONDS);
      done.incrementAndGet();
    } catch (ExecutionException e) {
      judge(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      violations.add("an operation did not end: " + e);
    }
    reconciler.wake();
  }

  private static void crashIf(boolean crash) {
    if (crash) {
      throw new Crash();
    }
  }

  private void judge(Throwable failure) {
    if (failure instanceof Problem) {
      refused.incrementAndGet();
      return;
    }
    crashed.incrementAndGet();
    for (Throwable e = failure; e != null; e = e.getCause()) {
      String text = String.valueOf(e.getMessage());
      FORBIDDEN.stream().filter(text::contains).findFirst().ifPresent(c -> violations.add(text));
    }
  }

  private Supplier<Uni<?>> operation(Random random) {
    String one = any(random);
    String other = any(random);
    String address = network + (1 + random.nextInt(30));
    int count = random.nextInt(5);
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> () -> attachments.attach(AttachRequest.oneMore(one, DEMO, Family.IPV4));
      case 3 ->
          () ->
              attachments.attach(
                  AttachRequest.oneMore(one, DEMO, Family.IPV4),
                  Optional.of(HostAddress.parse(address)));
      case 4, 5 -> () -> attachments.detach(address, DEMO);
      case 6, 7 -> () -> moves.move(address, other, DEMO);
      case 8 -> () -> moves.swap(one, other, Family.IPV4, Scope.everyAccount());
      case 9 -> () -> attachments.setCount(one, DEMO, Family.IPV4, count);
      case 10 -> () -> transitions.confirmAttached(address, one, IpWorld.RELAY_PORT);
      default -> rebirth(random, random.nextInt(CONTAINERS));
    };
  }

  /** Sometimes a container goes, and another one comes. */
  private Supplier<Uni<?>> rebirth(Random random, int place) {
    if (random.nextInt(4) != 0) {
      String container = containers.get(place);
      return () -> attachments.setCount(container, DEMO, Family.IPV4, 1);
    }
    String gone = containers.set(place, IpWorld.knownContainer("demo"));
    return () -> known.deleted(gone, "demo").chain(() -> attachments.detachAll(gone));
  }

  private String any(Random random) {
    return containers.get(random.nextInt(CONTAINERS));
  }

  private <T> CompletableFuture<T> inTransaction(Supplier<Uni<T>> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    FreshContext.run(
        vertx,
        () ->
            Panache.withTransaction(work)
                .subscribe()
                .with(result::complete, result::completeExceptionally));
    return result;
  }

  /** Stands for a process that dies before its commit. */
  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
