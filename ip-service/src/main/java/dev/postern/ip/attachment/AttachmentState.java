package dev.postern.ip.attachment;

import java.util.EnumSet;
import java.util.Set;

/** Where an address is in its life; a free one has no attachment. */
public enum AttachmentState {
  /** Taken for a container; does not answer yet. */
  ATTACHING,
  /** Answers for the container. */
  ATTACHED,
  /** Asked back; may still answer. */
  DETACHING,
  /** Answers for no container and has no holder until the quarantine is over. */
  QUARANTINED;

  static final Set<AttachmentState> LIVE = EnumSet.of(ATTACHING, ATTACHED);

  /**
   * The only transitions there are; from {@code QUARANTINED} the address becomes free. A live one
   * that goes to another container is {@code ATTACHING} there.
   */
  boolean canBecome(AttachmentState next) {
    return switch (this) {
      case ATTACHING -> next == ATTACHED || next == DETACHING || next == ATTACHING;
      case ATTACHED -> next == DETACHING || next == ATTACHING;
      case DETACHING -> next == QUARANTINED;
      case QUARANTINED -> false;
    };
  }

  boolean isLive() {
    return LIVE.contains(this);
  }
}
