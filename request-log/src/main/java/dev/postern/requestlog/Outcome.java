package dev.postern.requestlog;

import java.util.Set;

/** What the log says of a request. */
enum Outcome {

  /** It changes something, however it was answered. */
  MADE,

  /** Not allowed, not there or another's, or too many: one that tries is seen. */
  DENIED,

  /** It only reads, or has no valid token: nothing. */
  UNREMARKABLE;

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<Integer> DENIALS = Set.of(403, 404, 429);
  private static final int UNAUTHORIZED = 401;

  static Outcome of(String method, int status) {
    if (DENIALS.contains(status)) {
      return DENIED;
    }
    return READING.contains(method) || status == UNAUTHORIZED ? UNREMARKABLE : MADE;
  }
}
