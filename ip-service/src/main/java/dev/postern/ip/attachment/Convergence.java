package dev.postern.ip.attachment;

import dev.postern.ip.plane.AddressPlane;
import dev.postern.ip.plane.NetworkChanged;
import dev.postern.ip.plane.PlaneException;
import dev.postern.ip.plane.PlaneException.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
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
 * schedule. One pass at a time; each step may be repeated, so a crash between any two is mended by
 * the next pass.
 */
@ApplicationScoped
public class Convergence {

  private static final Logger LOG = Logger.getLogger(Convergence.class);

  private final DesiredState desired;
  private final Growth growth;
  private final Transitions transitions;
  private final AddressPlane plane;
  private final Vertx vertx;

  /** Passes that were asked for since the running one began; 0 where none runs. */
  private final AtomicInteger asked = new AtomicInteger();

  /** Whether the next pass shall look at every address, not only at those that are unsettled. */
  private final AtomicBoolean all = new AtomicBoolean(true);

  private final AtomicInteger unanswered;

  Convergence(
      DesiredState desired,
      Growth growth,
      Transitions transitions,
      AddressPlane plane,
      Vertx vertx,
      MeterRegistry meters) {
    this.desired = desired;
    this.growth = growth;
    this.transitions = transitions;
    this.plane = plane;
    this.vertx = vertx;
    this.unanswered = meters.gauge("postern.addresses.unanswered", new AtomicInteger());
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

  /** Asks for a pass, soon. To be called after the commit of what it shall see. */
  public void wake() {
    if (asked.getAndIncrement() == 0) {
      FreshContext.run(vertx, this::passUntilNobodyAsks);
    }
  }

  private void passUntilNobodyAsks() {
    int answered = asked.get();
    pass()
        .onFailure()
        .invoke(e -> LOG.warn("Convergence failed; it is tried again", e))
        .onFailure()
        .recoverWithNull()
        .subscribe()
        .with(
            done -> {
              if (asked.addAndGet(-answered) > 0) {
                passUntilNobodyAsks();
              }
            });
  }

  private Uni<Void> pass() {
    boolean everything = all.getAndSet(false);
    return growth
        .growAll()
        .chain(() -> everything ? desired.unanswered().invoke(this::count) : nothing())
        .chain(() -> settles() ? settle(everything) : nothing())
        .chain(desired::expired)
        .chain(expired -> oneByOne(expired, transitions::release));
  }

  /** Not where events do it, and not beside another replica. */
  private boolean settles() {
    return !plane.isConfirmedByEvents() && plane.isInCharge();
  }

  private static Uni<?> nothing() {
    return Uni.createFrom().voidItem();
  }

  private void count(long rows) {
    unanswered.set((int) rows);
  }

  private Uni<Void> settle(boolean everything) {
    // Before the ledger is read: what is in it later was not a stranger then.
    Set<String> answering = everything ? plane.observe() : Set.of();
    return (everything ? desired.all() : desired.unsettled())
        .chain(rows -> settle(rows, answering));
  }

  private Uni<Void> settle(List<DesiredState.Row> rows, Set<String> answering) {
    return detachStrangers(rows, answering).chain(() -> oneByOne(rows, this::step));
  }

  /** What answers without being in the ledger, such as after a crash between two steps. */
  private Uni<Void> detachStrangers(List<DesiredState.Row> rows, Set<String> answering) {
    Set<String> strangers = new HashSet<>(answering);
    rows.forEach(row -> strangers.remove(row.address()));
    return oneByOne(List.copyOf(strangers), plane::detach);
  }

  private Uni<Void> step(DesiredState.Row row) {
    if (row.state() == AttachmentState.DETACHING) {
      return plane
          .detach(row.address())
          .chain(() -> transitions.silent(row.address(), row.container()))
          .onFailure(PlaneException.class)
          .recoverWithUni(e -> rememberRefusal(row, ((PlaneException) e).reason()));
    }
    return plane
        .attach(row.binding())
        .chain(() -> rememberAnswer(row))
        .onFailure(PlaneException.class)
        .recoverWithUni(e -> rememberRefusal(row, ((PlaneException) e).reason()));
  }

  private Uni<Void> rememberAnswer(DesiredState.Row row) {
    return row.state() == AttachmentState.ATTACHED && row.reason() == null
        ? Uni.createFrom().voidItem()
        : transitions.answers(row.address(), row.container(), plane.port());
  }

  private Uni<Void> rememberRefusal(DesiredState.Row row, Reason reason) {
    return reason.name().equals(row.reason())
        ? Uni.createFrom().voidItem()
        : transitions.refused(row.address(), row.container(), reason.name());
  }

  /** In turn, because the transactions share this context's session. One failure stops no other. */
  private static <T> Uni<Void> oneByOne(List<T> items, Function<T, Uni<Void>> step) {
    return Multi.createFrom()
        .iterable(items)
        .onItem()
        .transformToUniAndConcatenate(
            item ->
                step.apply(item)
                    .onFailure()
                    .invoke(e -> LOG.warn("A step of convergence failed; it is tried again", e))
                    .onFailure()
                    .recoverWithNull()
                    .replaceWith(item))
        .collect()
        .last()
        .replaceWithVoid();
  }
}
