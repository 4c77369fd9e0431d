package dev.postern.ip.attachment;

import dev.postern.events.ips.Family;
import dev.postern.identity.Scope;
import dev.postern.outbox.Cause;

/**
 * One more address for a container.
 *
 * @param scope whose the container must be
 * @param raisesTarget whether the container's target rises with it; false where the address is
 *     taken to meet the target
 * @param cause what the caller does
 */
record AttachRequest(
    String container, Scope scope, Family family, boolean raisesTarget, Cause cause) {

  /** An address that was asked for by itself. */
  static AttachRequest oneMore(String container, Scope scope, Family family) {
    return new AttachRequest(container, scope, family, true, Cause.current());
  }

  /** An address that the container's target asks for. */
  static AttachRequest towardsTarget(String container, Family family) {
    return new AttachRequest(container, Scope.everyAccount(), family, false, Cause.current());
  }
}
