package dev.postern.audit.projection;

/** What became of a password that was asked for. */
public enum GenerationEnd {
  /** It was applied and proven. */
  APPLIED,
  /** It was not, and never will be. */
  FAILED,
  /** A later one was applied before its mail left. */
  SUPERSEDED,
  /** Its sealed secret is gone. */
  EXPIRED
}
