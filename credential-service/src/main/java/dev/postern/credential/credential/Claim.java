package dev.postern.credential.credential;

import dev.postern.credential.access.Fence;
import dev.postern.credential.container.ContainerDetails;
import java.util.UUID;

/**
 * A generation that this worker tries to apply.
 *
 * @param attempt counts the attempts; only the last one's result counts
 * @param refusals how many attempts before this one the container answered, and refused
 * @param hash the hash that an earlier attempt may have sent; null where none was
 * @param needsSecret whether a new password must be made: there is none yet, or the one before can
 *     no longer be proven
 * @param loginRefused whether an earlier attempt's login was refused
 * @param traceParent of what asked for it; null where an earlier version stored it
 * @param causationId the id of the event that says that it was asked for; null where none does, or
 *     an earlier version stored it
 */
record Claim(
    UUID id,
    ContainerDetails container,
    long generation,
    GenerationCause cause,
    int attempt,
    int refusals,
    String hash,
    boolean needsSecret,
    boolean secretWanted,
    boolean loginRefused,
    String traceParent,
    UUID causationId) {

  Fence fence() {
    return new Fence(container.id(), generation, attempt);
  }

  /** A hash opens to a dictionary attack: it is not shown. */
  @Override
  public String toString() {
    return "Claim[container=" + container.id() + ", generation=" + generation + "]";
  }
}
