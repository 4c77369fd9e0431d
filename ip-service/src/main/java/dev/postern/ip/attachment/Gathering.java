package dev.postern.ip.attachment;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jboss.logging.Logger;

/**
 * Fulfils wishes: who asks while a transaction runs is gathered for the next one, so that many who
 * ask at once share its round trips and its commit. Nobody waits for others to come.
 */
@ApplicationScoped
class Gathering {

  private static final Logger LOG = Logger.getLogger(Gathering.class);
  private static final int MOST = 64;

  private final ManyAttachments many;
  private final Attachments attachments;
  private final Vertx vertx;

  private final Queue<Waiting> queue = new ArrayDeque<>();

  /** Whether a transaction runs that gathers when it ends. */
  private boolean running;

  private record Waiting(Wish wish, UniEmitter<? super Attachment> emitter) {}

  Gathering(ManyAttachments many, Attachments attachments, Vertx vertx) {
    this.many = many;
    this.attachments = attachments;
    this.vertx = vertx;
  }

  /**
   * Attaches an address in a transaction of its own choice, as {@link Attachments#attach} does.
   *
   * @return completes on the caller's context, after the commit
   */
  Uni<Attachment> attach(Wish wish) {
    Context caller = Vertx.currentContext();
    Uni<Attachment> attached =
        Uni.createFrom().emitter(emitter -> enqueue(new Waiting(wish, emitter)));
    return caller == null
        ? attached
        : attached.emitOn(work -> caller.runOnContext(ignored -> work.run()));
  }

  private void enqueue(Waiting waiting) {
    synchronized (queue) {
      queue.add(waiting);
      if (running) {
        return;
      }
      running = true;
    }
    onNewContext(() -> answer(gather()));
  }

  private List<Waiting> gather() {
    synchronized (queue) {
      List<Waiting> gathered = new ArrayList<>();
      while (!queue.isEmpty() && gathered.size() < MOST) {
        gathered.add(queue.remove());
      }
      running = !gathered.isEmpty();
      return gathered;
    }
  }

  private void answer(List<Waiting> gathered) {
    if (gathered.isEmpty()) {
      return;
    }
    List<Wish> wishes = gathered.stream().map(Waiting::wish).toList();
    Uni.createFrom()
        .deferred(() -> Panache.withTransaction(() -> many.attach(wishes)))
        .onFailure()
        .invoke(e -> LOG.debugf(e, "Asked for together, tried one by one wishes=%d", wishes.size()))
        .onFailure()
        .recoverWithItem(e -> Fulfilment.none(wishes))
        .subscribe()
        .with(
            fulfilment -> {
              onNewContext(() -> answer(gather()));
              gathered.forEach(waiting -> tell(waiting, fulfilment));
            });
  }

  private void tell(Waiting waiting, Fulfilment fulfilment) {
    Wish wish = waiting.wish();
    if (fulfilment.attached(wish) != null) {
      waiting.emitter().complete(fulfilment.attached(wish));
    } else if (fulfilment.refusal(wish) != null) {
      waiting.emitter().fail(fulfilment.refusal(wish));
    } else {
      alone(waiting);
    }
  }

  /** What could not be had together: it may have to wait for others' locks, or fail by itself. */
  private void alone(Waiting waiting) {
    Wish wish = waiting.wish();
    onNewContext(
        () ->
            Uni.createFrom()
                .deferred(() -> Panache.withTransaction(() -> attachments.attach(wish)))
                .subscribe()
                .with(waiting.emitter()::complete, waiting.emitter()::fail));
  }

  /** Each transaction needs one of its own. */
  private void onNewContext(Runnable work) {
    FreshContext.run(vertx, work);
  }
}
