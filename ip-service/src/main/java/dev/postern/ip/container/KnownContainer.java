package dev.postern.ip.container;

import dev.postern.events.containers.Address;
import dev.postern.events.ips.Family;
import dev.postern.outbox.Cause;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

/** A container, as {@code postern.containers} describes it. */
@Entity
public class KnownContainer {

  @Id String id;

  String account;
  String environment;

  /** Whether its {@code ContainerRegistered} was seen; until then it can hold no address. */
  boolean registered;

  /** For ever: a late event does not bring a deleted container back. */
  boolean deleted;

  boolean stopped;

  /** That of the newest event that said where sshd is or whether the container runs. */
  long sequence;

  /** Where its sshd is reached; null while it is not known. */
  String sshdAddress;

  int sshdPort;
  int targetIpv4;
  int targetIpv6;

  /** Whether it may hold fewer addresses than its targets say. */
  boolean unmet;

  /** Why its targets could not be met when last tried; null where they could. */
  String unmetReason;

  /** Of what set the targets last; null where an earlier version did. */
  @Column(name = "traceparent")
  String traceParent;

  /** The id of the event that set the targets last; null where a request did. */
  UUID causationId;

  KnownContainer() {}

  public String id() {
    return id;
  }

  public String account() {
    return account;
  }

  public String environment() {
    return environment;
  }

  public boolean isUsable() {
    return registered && !deleted;
  }

  public boolean isStopped() {
    return stopped;
  }

  public String unmetReason() {
    return unmetReason;
  }

  public String traceParent() {
    return traceParent;
  }

  public UUID causationId() {
    return causationId;
  }

  public int target(Family family) {
    return family == Family.IPV4 ? targetIpv4 : targetIpv6;
  }

  /** Sets how many addresses of the family it should have. */
  public void setTarget(Family family, int count) {
    if (family == Family.IPV4) {
      targetIpv4 = count;
    } else {
      targetIpv6 = count;
    }
    unmet = true;
    Cause cause = Cause.current();
    traceParent = cause.traceParent();
    causationId = cause.event();
  }

  public void targetsMet() {
    unmet = false;
    unmetReason = null;
  }

  public void targetsUnmet(String reason) {
    unmetReason = reason;
  }

  /** Takes what an event says; one that is older than what is known is skipped. */
  void learn(long eventSequence, boolean isStopped, Address sshd) {
    if (eventSequence <= sequence) {
      return;
    }
    sequence = eventSequence;
    stopped = isStopped;
    if (sshd != null) {
      sshdAddress = sshd.address();
      sshdPort = sshd.port();
    }
  }
}
