package dev.postern.events.containers;

/** How it was proven that a password is the container's, before anybody is told. */
public enum Proof {
  /** The shadow field was read back and a login over SSH with the password succeeded. */
  LOGIN,
  /**
   * The shadow field was read back. Counts alone only where the plaintext was lost in a crash or
   * sshd is not reachable from the service.
   */
  SHADOW
}
