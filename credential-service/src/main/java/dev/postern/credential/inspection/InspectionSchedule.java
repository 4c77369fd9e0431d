package dev.postern.credential.inspection;

import dev.postern.credential.access.UnreadableKeysException;
import dev.postern.credential.accesskeys.AccessKeys;
import dev.postern.credential.accesskeys.AccessKeysPublisher;
import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.Containers;
import dev.postern.credential.transaction.Transactions;
import dev.postern.events.containers.AccessKeysRotated;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Inspects all running containers in rounds, a page of rows and a few containers at a time. */
@ApplicationScoped
class InspectionSchedule {

  private static final Logger LOG = Logger.getLogger(InspectionSchedule.class);
  private static final int PAGE = 100;

  private final Transactions transactions;
  private final Containers containers;
  private final AccessKeys accessKeys;
  private final AccessKeysPublisher accessKeysPublisher;
  private final Inspection inspection;
  private final InspectionRecorder inspectionRecorder;
  private final int parallel;
  private final ExecutorService threads;
  private final AtomicBoolean underWay = new AtomicBoolean();
  private volatile String keysOfLastRound;
  private volatile AccessKeysRotated toldKeys;

  InspectionSchedule(
      Transactions transactions,
      Containers containers,
      AccessKeys accessKeys,
      AccessKeysPublisher accessKeysPublisher,
      Inspection inspection,
      InspectionRecorder inspectionRecorder,
      InspectionConfig config) {
    this.transactions = transactions;
    this.containers = containers;
    this.accessKeys = accessKeys;
    this.accessKeysPublisher = accessKeysPublisher;
    this.inspection = inspection;
    this.inspectionRecorder = inspectionRecorder;
    this.parallel = config.parallel();
    this.threads = Executors.newFixedThreadPool(parallel + 1, InspectionSchedule::thread);
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }

  @Scheduled(every = "${postern.visits.every}", delayed = "30s")
  Uni<Void> onSchedule() {
    return untilKeysCanBeRead(this::begin);
  }

  /** The readiness of the keys tells of it. */
  private static Uni<Void> untilKeysCanBeRead(Supplier<Uni<Void>> work) {
    return work.get().onFailure(UnreadableKeysException.class).recoverWithNull();
  }

  /** Rotated keys do not wait for the slow schedule: an old key works until the inspection. */
  @Scheduled(every = "${postern.visits.keys-poll}", delayed = "5s")
  Uni<Void> onChangedKeys() {
    return untilKeysCanBeRead(this::lookAtKeys);
  }

  private Uni<Void> lookAtKeys() {
    return tellOfRotation()
        .chain(this::keys)
        .chain(
            keys -> {
              String before = keysOfLastRound;
              keysOfLastRound = before == null ? keys : before;
              return before == null || before.equals(keys) ? nothing() : begin();
            });
  }

  private Uni<Void> tellOfRotation() {
    return Uni.createFrom()
        .item(accessKeysPublisher::present)
        .runSubscriptionOn(threads)
        .chain(present -> present.equals(toldKeys) ? nothing() : tell(present));
  }

  /**
   * Containers get the keys whether the log has heard of them or not; it hears at the next poll.
   */
  private Uni<Void> tell(AccessKeysRotated present) {
    return accessKeysPublisher
        .tellIfChanged(present)
        .invoke(() -> toldKeys = present)
        .onFailure()
        .invoke(e -> LOG.warnf("Cannot tell of the access keys yet cause=%s", e))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<String> keys() {
    return Uni.createFrom()
        .item(() -> AccessKeys.digest(accessKeys.file()))
        .runSubscriptionOn(threads);
  }

  private Uni<Void> begin() {
    if (!underWay.compareAndSet(false, true)) {
      return nothing();
    }
    return keys()
        .invoke(keys -> keysOfLastRound = keys)
        .chain(() -> from(""))
        .onTermination()
        .invoke(() -> underWay.set(false));
  }

  private Uni<Void> from(String after) {
    return transactions.run(() -> containers.running(after, PAGE)).chain(this::inspectPage);
  }

  private Uni<Void> inspectPage(List<ContainerDetails> page) {
    if (page.isEmpty()) {
      return nothing();
    }
    return Multi.createFrom()
        .iterable(page)
        .onItem()
        .transformToUni(container -> inspect(container).replaceWith(container))
        .merge(parallel)
        .collect()
        .last()
        .chain(() -> from(page.get(page.size() - 1).id()));
  }

  private Uni<Void> inspect(ContainerDetails container) {
    return Uni.createFrom()
        .item(() -> inspection.of(container))
        .runSubscriptionOn(threads)
        .chain(seen -> transactions.run(() -> inspectionRecorder.record(container, seen)))
        .onFailure()
        .invoke(
            failure ->
                LOG.warnf(
                    failure,
                    "Inspection failed container=%s account=%s",
                    container.id(),
                    container.account()))
        .onFailure()
        .recoverWithNull();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "inspections");
    thread.setDaemon(true);
    return thread;
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
