package dev.postern.dashboard.live;

import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The stream of one page. What it was not told yet is a set of names, so that a burst is one
 * message, and a page that does not read costs no more than that set.
 */
final class LiveStream {

  /** A page with more than these has everything told as changed. */
  private static final int MOST_NAMES = 500;

  private final Viewer viewer;
  private final MultiEmitter<? super Message> page;
  private final long spacing;
  private final Set<String> pending = new LinkedHashSet<>();
  private Boolean pendingState;
  private String position;
  private long sentAt;

  LiveStream(Viewer viewer, MultiEmitter<? super Message> page, Duration spacing) {
    this.viewer = viewer;
    this.page = page;
    this.spacing = spacing.toNanos();
    this.sentAt = System.nanoTime() - this.spacing;
  }

  Viewer viewer() {
    return viewer;
  }

  /**
   * @param at the position after the change
   */
  synchronized void tell(Change change, String at) {
    if (viewer.sees(change)) {
      tell(change.names(), at);
    }
  }

  synchronized void tell(Set<String> names, String at) {
    pending.addAll(names);
    if (pending.size() > MOST_NAMES) {
      pending.clear();
      pending.add(Change.EVERYTHING);
    }
    position = at;
    flush();
  }

  /**
   * @param live whether Kafka is followed now
   */
  synchronized void tell(boolean live) {
    pendingState = live;
    flush();
  }

  /** Sends what waits, where it is time and the page has read what it got before. */
  synchronized void flush() {
    if (pendingState != null && page.requested() > 0) {
      page.emit(Message.state(pendingState));
      pendingState = null;
    }
    if (!pending.isEmpty() && System.nanoTime() - sentAt >= spacing && page.requested() > 0) {
      page.emit(Message.changed(pending, position));
      pending.clear();
      sentAt = System.nanoTime();
    }
  }

  synchronized void beat(String at) {
    if (pending.isEmpty() && page.requested() > 0) {
      page.emit(Message.beat(at));
    }
  }

  void end() {
    page.complete();
  }
}
