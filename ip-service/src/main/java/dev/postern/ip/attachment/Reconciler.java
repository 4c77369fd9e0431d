package dev.postern.ip.attachment;

import dev.postern.background.FreshContext;
import dev.postern.ip.plane.AddressPlane;
import dev.postern.ip.plane.NetworkChanged;
import dev.postern.ip.plane.PlaneException;
import dev.postern.ip.plane.PlaneException.Reason;
import dev.postern.outbox.CatchUpGate;
import dev.postern.outbox.CurrentTrace;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Makes the plane agree with the ledger: at start, whenever something was decided, and on a
 * schedule. One pass at a time; each step may be repeated, so the next pass repairs a crash between
 * any two.
 */
@ApplicationScoped
public class Reconciler {

  private static final Logger LOG = Logger.getLogger(Reconciler.class);

  private final DesiredState desired;
  private final TargetReconciler targets;
  private final AttachmentTransitions transitions;
  private final AddressPlane plane;
  private final CatchUpGate gate;
  private final Vertx vertx;

  /** Passes that were asked for since the running one began; 0 where none runs. */
  private final AtomicInteger asked = new AtomicInteger();

  /** Whether the next pass should look at every address, not only at those that are unsettled. */
  private final AtomicBoolean all = new AtomicBoolean(true);

  private final AtomicInteger unanswered = new AtomicInteger();
  private final MeterRegistry meters;
  private final Gauge gauge;

  Reconciler(
      DesiredState desired,
      TargetReconciler targets,
      AttachmentTransitions transitions,
      AddressPlane plane,
      CatchUpGate gate,
      Vertx vertx,
      MeterRegistry meters) {
    this.desired = desired;
    this.targets = targets;
    this.transitions = transitions;
    this.plane = plane;
    this.gate = gate;
    this.vertx = vertx;
    this.meters = meters;
    this.gauge =
        Gauge.builder("postern.addresses.unanswered", unanswered, AtomicInteger::get)
            .register(meters);
  }

  /** The registry outlives an application that is started again in its JVM, as in development. */
  @PreDestroy
  void removeGauge() {
    meters.remove(gauge);
  }

  @Scheduled(every = "${postern.addresses.converge-every:2s}")
  void tick() {
    wakeForAll();
  }

  void onChange(@Observes NetworkChanged change) {
    wakeForAll();
  }

  /** As {@link #wake}, and also for addresses that answer: where sshd is may have changed. */
  public void wakeForAll() {
    all.set(true);
    wake();
  }

  /** As {@link #wake}, for an address that was taken; nothing where events settle it. */
  void settleSoon() {
    if (!plane.isConfirmedByEvents()) {
      wake();
    }
  }

  /** Asks for a pass, soon. Call it after the commit of what the pass should see. */
  public void wake() {
    if (asked.getAndIncrement() == 0) {
      FreshContext.run(vertx, this::passUntilNoneIsAsked);
    }
  }

  private void passUntilNoneIsAsked() {
    int answered = asked.get();
    pass()
        .onFailure()
        .invoke(e -> LOG.warn("Reconciling addresses failed; it is tried again", e))
        .onFailure()
        .recoverWithNull()
        .subscribe()
        .with(
            done -> {
              if (asked.addAndGet(-answered) > 0) {
                passUntilNoneIsAsked();
              }
            });
  }

  /** What a database does not know yet that was restored must not be taken from the network. */
  private Uni<Void> pass() {
    return gate.isOpen() ? reconcile() : nothing().replaceWithVoid();
  }

  private Uni<Void> reconcile() {
    boolean everything = all.getAndSet(false);
    return targets
        .reconcileAll()
        .chain(() -> everything ? desired.unanswered().invoke(this::count) : nothing())
        .chain(() -> settles() ? settle(everything) : nothing())
        .chain(desired::expired)
        .chain(expired -> oneByOne(expired, Reconciler::named, this::release));
  }

  /** Not where events do it, and not beside another replica. */
  private boolean settles() {
    return !plane.isConfirmedByEvents() && plane.isInCharge();
  }

  private static Uni<?> nothing() {
    return Uni.createFrom().voidItem();
  }

  private void count(long addresses) {
    unanswered.set((int) addresses);
  }

  private Uni<Void> settle(boolean everything) {
    // Before the ledger is read: what is in it by then is not taken for unknown.
    Set<String> answering = everything ? plane.observe() : Set.of();
    return (everything ? desired.all() : desired.unsettled())
        .chain(rows -> settle(rows, answering));
  }

  private Uni<Void> settle(List<DesiredState.Row> rows, Set<String> answering) {
    return detachUnknown(rows, answering)
        .chain(() -> oneByOne(rows, Reconciler::named, this::traced));
  }

  /** Addresses that answer and are not in the ledger, such as after a crash between two steps. */
  private Uni<Void> detachUnknown(List<DesiredState.Row> rows, Set<String> answering) {
    Set<String> unknownAddresses = new HashSet<>(answering);
    rows.forEach(row -> unknownAddresses.remove(row.address()));
    return oneByOne(List.copyOf(unknownAddresses), Reconciler::named, plane::detach);
  }

  /** In the trace of what decided about the address. */
  private Uni<Void> traced(DesiredState.Row row) {
    return CurrentTrace.continued(
        "settle address", row.traceParent(), row.causationId(), () -> step(row));
  }

  /** Time causes it: a trace of its own. */
  private Uni<Void> release(String address) {
    return CurrentTrace.continued("release address", null, () -> transitions.release(address));
  }

  private Uni<Void> step(DesiredState.Row row) {
    if (row.state() == AttachmentState.DETACHING) {
      return plane
          .detach(row.address())
          .chain(() -> transitions.confirmDetached(row.address(), row.container()))
          .onFailure(PlaneException.class)
          .recoverWithUni(e -> rememberRefusal(row, ((PlaneException) e).reason()));
    }
    return plane
        .attach(row.binding())
        .chain(() -> confirmAttached(row))
        .onFailure(PlaneException.class)
        .recoverWithUni(e -> rememberRefusal(row, ((PlaneException) e).reason()));
  }

  private Uni<Void> confirmAttached(DesiredState.Row row) {
    return row.state() == AttachmentState.ATTACHED && row.reason() == null
        ? Uni.createFrom().voidItem()
        : transitions.confirmAttached(row.address(), row.container(), plane.port());
  }

  private Uni<Void> rememberRefusal(DesiredState.Row row, Reason reason) {
    return reason.name().equals(row.reason())
        ? Uni.createFrom().voidItem()
        : transitions.refused(row.address(), row.container(), reason.name());
  }

  private static String named(String address) {
    return "address=" + address;
  }

  private static String named(DesiredState.Row row) {
    return named(row.address()) + " container=" + row.container();
  }

  /** In turn, because the transactions share this context's session. One failure stops no other. */
  private static <T> Uni<Void> oneByOne(
      List<T> items, Function<T, String> named, Function<T, Uni<Void>> step) {
    return Multi.createFrom()
        .iterable(items)
        .onItem()
        .transformToUniAndConcatenate(
            item ->
                step.apply(item)
                    .onFailure()
                    .invoke(
                        e ->
                            LOG.warnf(
                                e,
                                "Reconciling an address failed; it is tried again %s",
                                named.apply(item)))
                    .onFailure()
                    .recoverWithNull()
                    .replaceWith(item))
        .collect()
        .last()
        .replaceWithVoid();
  }
}
