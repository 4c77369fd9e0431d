package dev.postern.dashboard.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The latest changes, numbered, so that a page hears what happened between its making and its
 * stream, or while it was hidden. Positions are opaque texts; one of another replica, or of long
 * ago, means that everything may have changed.
 */
final class RecentChanges {

  private static final int MOST = 5_000;

  private record Numbered(long number, Change change) {}

  private final String replica = UUID.randomUUID().toString().substring(0, 8);
  private final Deque<Numbered> changes = new ArrayDeque<>();
  private long last;

  synchronized void add(Change change) {
    changes.addLast(new Numbered(++last, change));
    if (changes.size() > MOST) {
      changes.removeFirst();
    }
  }

  /** Where the changes to come begin. */
  synchronized String position() {
    return replica + "." + last;
  }

  /**
   * @param position null where the page does not know one
   * @return the names that the viewer may hear
   */
  synchronized Set<String> since(String position, Viewer viewer) {
    long from = number(position);
    if (from < last - changes.size() || from > last) {
      return Set.of(Change.EVERYTHING);
    }
    Set<String> names = new LinkedHashSet<>();
    for (Numbered entry : changes) {
      if (entry.number() > from && viewer.sees(entry.change())) {
        names.addAll(entry.change().names());
      }
    }
    return names;
  }

  /** Before every number where it is not a position of this replica. */
  private long number(String position) {
    if (position == null || !position.matches(replica + "\\.\\d{1,18}")) {
      return -1;
    }
    return Long.parseLong(position.substring(replica.length() + 1));
  }
}
