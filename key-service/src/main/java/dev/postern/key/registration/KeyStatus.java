package dev.postern.key.registration;

/** Whether a key opens anything. */
enum KeyStatus {
  ACTIVE,
  /** The policy no longer allows the key; its owner may remove it. */
  DISABLED,
  /** Its time is over. It stays listed, and taken, until its owner removes it. */
  EXPIRED
}
