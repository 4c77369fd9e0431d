package dev.postern.dashboard.history;

import java.time.Instant;
import java.util.List;

/**
 * A part of a container's life, newest first.
 *
 * @param older the cursor of the events before; null where there are none
 * @param until when the part before ends; null where there is none
 * @param moving whether a mail of this time is on its way
 * @param first whether it is the newest part
 */
public record HistoryPage(
    List<Entry> entries,
    boolean mailsMissing,
    String older,
    Instant until,
    boolean first,
    boolean moving) {}
