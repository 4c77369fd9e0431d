package dev.postern.dashboard.live;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The streams of all open pages of this replica: so many, and not too many of one account. */
@ApplicationScoped
class LiveStreams {

  private static final long TICK_MILLIS = 50;

  private final LiveConfig config;
  private final RecentChanges recent = new RecentChanges();
  private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> perAccount = new HashMap<>();
  private int reserved;
  private volatile boolean live;
  private volatile boolean stopped;
  private ScheduledFuture<?> flushing;
  private ScheduledFuture<?> beating;

  LiveStreams(LiveConfig config) {
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    flushing = every(TICK_MILLIS, () -> streams.forEach(LiveStream::flush));
    beating = every(config.heartbeat().toMillis(), this::beat);
  }

  /** Each page comes back by itself, to another replica. */
  void stop(@Observes ShutdownEvent event) {
    stopped = true;
    flushing.cancel(false);
    beating.cancel(false);
    streams.forEach(LiveStream::end);
  }

  String position() {
    return recent.position();
  }

  void changed(Change change) {
    recent.add(change);
    String position = recent.position();
    streams.forEach(stream -> stream.tell(change, position));
  }

  /**
   * @param now whether Kafka is followed
   */
  void live(boolean now) {
    if (now != live) {
      live = now;
      streams.forEach(stream -> stream.tell(now));
    }
  }

  /**
   * @param position where the page's last message ended, or where it was made
   * @return empty where there are too many already
   */
  Optional<Multi<Message>> open(Viewer viewer, String position) {
    if (!reserve(viewer.account())) {
      return Optional.empty();
    }
    return Optional.of(
        Multi.createFrom()
            .emitter(page -> begin(viewer, position, page), BackPressureStrategy.DROP));
  }

  private void begin(Viewer viewer, String position, MultiEmitter<? super Message> page) {
    var stream = new LiveStream(viewer, page, config.spacing());
    page.onTermination(
        () -> {
          streams.remove(stream);
          release(viewer.account());
        });
    // First among those that are told, then what was missed: twice is harmless, never is not.
    streams.add(stream);
    String now = recent.position();
    stream.tell(live);
    stream.tell(recent.since(position, viewer), now);
    if (stopped) {
      stream.end();
    }
  }

  private synchronized boolean reserve(String account) {
    int own = perAccount.getOrDefault(account, 0);
    if (stopped || reserved >= config.streams() || own >= config.streamsPerAccount()) {
      return false;
    }
    reserved++;
    perAccount.put(account, own + 1);
    return true;
  }

  private synchronized void release(String account) {
    reserved--;
    perAccount.computeIfPresent(account, (name, own) -> own == 1 ? null : own - 1);
  }

  private void beat() {
    String position = recent.position();
    streams.forEach(stream -> stream.beat(position));
  }

  private static ScheduledFuture<?> every(long millis, Runnable task) {
    return Infrastructure.getDefaultWorkerPool()
        .scheduleAtFixedRate(task, millis, millis, TimeUnit.MILLISECONDS);
  }
}
