package dev.postern.ip.attachment;

import dev.postern.background.CallersContext;
import dev.postern.background.FreshContext;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jboss.logging.Logger;

/**
 * Attaches addresses in batches: requests that come while a transaction runs are in the next one,
 * so that many requests at once share its round trips and its commit. None waits for others to
 * come.
 */
@ApplicationScoped
class AttachBatcher {

  private static final Logger LOG = Logger.getLogger(AttachBatcher.class);
  private static final int MOST = 64;

  private final BatchAttachments batches;
  private final Attachments attachments;
  private final Vertx vertx;

  private final Queue<Waiting> queue = new ArrayDeque<>();

  /** Whether a transaction runs; at its end the next batch is taken. */
  private boolean running;

  private record Waiting(AttachRequest request, UniEmitter<? super Attachment> emitter) {}

  AttachBatcher(BatchAttachments batches, Attachments attachments, Vertx vertx) {
    this.batches = batches;
    this.attachments = attachments;
    this.vertx = vertx;
  }

  /**
   * Attaches an address in a transaction of its own choice, as {@link Attachments#attach} does.
   *
   * @return completes on the caller's context, after the commit
   */
  Uni<Attachment> attach(AttachRequest request) {
    return CallersContext.resume(
        Uni.createFrom().emitter(emitter -> enqueue(new Waiting(request, emitter))));
  }

  private void enqueue(Waiting waiting) {
    synchronized (queue) {
      queue.add(waiting);
      if (running) {
        return;
      }
      running = true;
    }
    onNewContext(() -> answer(nextBatch()));
  }

  private List<Waiting> nextBatch() {
    synchronized (queue) {
      List<Waiting> batch = new ArrayList<>();
      while (!queue.isEmpty() && batch.size() < MOST) {
        batch.add(queue.remove());
      }
      running = !batch.isEmpty();
      return batch;
    }
  }

  private void answer(List<Waiting> batch) {
    if (batch.isEmpty()) {
      return;
    }
    List<AttachRequest> requests = batch.stream().map(Waiting::request).toList();
    Uni.createFrom()
        .deferred(() -> Panache.withTransaction(() -> batches.attach(requests)))
        .onFailure()
        .invoke(
            e ->
                LOG.debugf(e, "A batch failed, its requests are tried alone size=%d", batch.size()))
        .onFailure()
        .recoverWithItem(e -> BatchResult.open(requests))
        .subscribe()
        .with(
            result -> {
              onNewContext(() -> answer(nextBatch()));
              for (int i = 0; i < batch.size(); i++) {
                answer(batch.get(i), result.items().get(i));
              }
            });
  }

  private void answer(Waiting waiting, BatchResult.Item item) {
    if (item.attached() != null) {
      waiting.emitter().complete(item.attached());
    } else if (item.refusal() != null) {
      waiting.emitter().fail(item.refusal());
    } else {
      attachAlone(waiting);
    }
  }

  /** What a batch could not attach may have to wait for others' locks, or fails by itself. */
  private void attachAlone(Waiting waiting) {
    onNewContext(
        () ->
            Uni.createFrom()
                .deferred(
                    () -> Panache.withTransaction(() -> attachments.attach(waiting.request())))
                .subscribe()
                .with(waiting.emitter()::complete, waiting.emitter()::fail));
  }

  /** Each transaction needs one of its own. */
  private void onNewContext(Runnable work) {
    FreshContext.run(vertx, work);
  }
}
