package dev.postern.keytable;

/** Why a key opens nothing any more. */
public enum KeyInvalidation {
  REMOVED,
  DISABLED,
  EXPIRED,
  /** Its latest record on the state topic cannot be relied on. */
  UNREADABLE
}
