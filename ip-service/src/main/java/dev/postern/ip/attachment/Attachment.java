package dev.postern.ip.attachment;

import dev.postern.events.Event;
import dev.postern.events.ips.Family;
import dev.postern.ip.container.KnownContainer;
import dev.postern.ip.pool.TakenAddress;
import dev.postern.outbox.CausedEvent;
import dev.postern.outbox.CurrentTrace;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** An address that is not free. */
@Entity
class Attachment {

  @Id String address;

  @Enumerated(EnumType.STRING)
  Family family;

  /** Null after a restore whose log does not say of which it is. */
  String pool;

  String container;
  String account;
  String environment;

  /** Whether it is the container's first of its family, which leaves last. */
  @Column(name = "lead")
  boolean primary;

  @Enumerated(EnumType.STRING)
  AttachmentState state;

  /** Why it does not answer although it should; null where it does, or was not tried yet. */
  String reason;

  /** Where it answers, as the network said; null where it did not. */
  Integer port;

  Instant takenAt;
  Instant attachedAt;
  Instant quarantinedUntil;

  /** Of what decided about it last; null where an earlier version did. */
  @Column(name = "traceparent")
  String traceParent;

  /** The id of the event that says so; null where an earlier version decided. */
  UUID causationId;

  Attachment() {}

  Attachment(
      TakenAddress taken,
      String container,
      String account,
      String environment,
      boolean primary,
      Instant now,
      String traceParent) {
    this.address = taken.address().text();
    this.family = taken.address().family();
    this.pool = taken.pool();
    this.container = container;
    this.account = account;
    this.environment = environment;
    this.primary = primary;
    this.state = AttachmentState.ATTACHING;
    this.takenAt = now;
    this.traceParent = traceParent;
    this.causationId = CausedEvent.nextId();
  }

  /** Of a restored database: of its pool nothing is known yet. */
  Attachment(String address, Family family) {
    this.address = address;
    this.family = family;
  }

  /** As it was published; the network has said nothing yet. */
  void hold(KnownContainer by, boolean asPrimary, Instant from) {
    state = AttachmentState.ATTACHING;
    container = by.id();
    account = by.account();
    environment = by.environment();
    primary = asPrimary;
    takenAt = from;
    attachedAt = null;
    port = null;
    reason = null;
    quarantinedUntil = null;
  }

  void isDecidedBy(Event<?> event) {
    traceParent = event.traceParent();
    causationId = event.id();
  }

  /** The address is another container's from now on, and does not answer there yet. */
  void goTo(KnownContainer next, boolean asPrimary) {
    become(AttachmentState.ATTACHING);
    isDecided();
    container = next.id();
    environment = next.environment();
    primary = asPrimary;
    port = null;
    attachedAt = null;
  }

  /** It should stop answering. */
  void leave() {
    become(AttachmentState.DETACHING);
    isDecided();
  }

  private void isDecided() {
    traceParent = CurrentTrace.parent();
    causationId = CausedEvent.nextId();
  }

  void become(AttachmentState next) {
    if (!state.canBecome(next)) {
      throw new IllegalStateException(state + " cannot become " + next);
    }
    state = next;
    reason = null;
  }
}
