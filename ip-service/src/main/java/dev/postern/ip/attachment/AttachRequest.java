package dev.postern.ip.attachment;

import dev.postern.events.ips.Family;
import dev.postern.outbox.OutboxEmitter;

/**
 * One more address for a container.
 *
 * @param account whose the container must be; null for any
 * @param raisesTarget whether the container's target rises with it; false where the address is
 *     taken to meet the target
 * @param traceParent of the caller; null for none
 */
record AttachRequest(
    String container, String account, Family family, boolean raisesTarget, String traceParent) {

  /** An address that was asked for by itself. */
  static AttachRequest oneMore(String container, String account, Family family) {
    return new AttachRequest(container, account, family, true, OutboxEmitter.caller());
  }

  /** An address that the container's target asks for. */
  static AttachRequest towardsTarget(String container, Family family) {
    return new AttachRequest(container, null, family, false, OutboxEmitter.caller());
  }
}
