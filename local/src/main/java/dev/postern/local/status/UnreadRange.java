package dev.postern.local.status;

/** Offsets of a partition: those of records, and those that the markers of transactions take. */
record UnreadRange(long from, long end) {

  long length() {
    return end - from;
  }
}
