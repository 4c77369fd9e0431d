package dev.postern.key.keys;

/** Whether a key opens anything. */
enum KeyStatus {
  ACTIVE,
  /**
   * The policy no longer allows the key; its owner may remove it. It stays so where the policy is
   * loosened again: replicas of two configurations would else turn it on and off, and what was dead
   * comes back by its owner's doing only.
   */
  DISABLED,
  /** Its time is over. It stays listed, and taken, until its owner removes it. */
  EXPIRED
}
