package dev.postern.key.keys;

/** Whether a key opens anything. */
enum KeyStatus {
  ACTIVE,
  /**
   * The policy no longer allows the key; its owner may remove it. It stays disabled if the policy
   * is loosened again: otherwise replicas of two configurations would turn it on and off, and only
   * its owner should bring a dead key back.
   */
  DISABLED,
  /** Its time is over. It stays listed, and taken, until its owner removes it. */
  EXPIRED
}
