package dev.postern.credential.container;

import dev.postern.events.containers.PublicIpCounts;
import dev.postern.events.containers.RuntimeStatus;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The row of a container. */
@Entity
@Table(name = "container")
class Container {

  @Id private String id;
  private String account;
  private String name;
  private String environment;
  private String layer;

  @Enumerated(EnumType.STRING)
  private RuntimeStatus runtime;

  private boolean notifyOwner;
  private int ipv4Wanted;
  private int ipv6Wanted;
  private String requestedBy;
  private String adapter;
  private String host;
  private int port;
  private String ref;
  private String hostKeys;
  private boolean hostKeysVerified;
  private String accessKeysDigest;
  private long generation;
  private boolean keepsHash;
  private Instant silentSince;
  private boolean silenceTold;
  private String silenceReason;
  private Instant answersSince;
  private Instant createdAt;
  private Instant deletedAt;

  Container() {}

  Container(String id, NewContainer data, Instant now) {
    this.id = id;
    this.account = data.account();
    this.name = data.name();
    this.environment = data.environment();
    this.layer = data.layer();
    this.runtime = RuntimeStatus.RUNNING;
    this.notifyOwner = data.notifyOwner();
    this.ipv4Wanted = data.publicIps().ipv4();
    this.ipv6Wanted = data.publicIps().ipv6();
    this.requestedBy = data.requestedBy();
    this.createdAt = now;
    reachBy(data.reach());
  }

  private void reachBy(NewContainer.Reach reach) {
    goTo(reach);
    pin(reach.hostKeys(), !reach.hostKeys().isEmpty());
  }

  private void goTo(NewContainer.Reach reach) {
    adapter = reach.adapter();
    host = reach.host();
    port = reach.port();
    ref = reach.ref();
  }

  boolean isDeleted() {
    return deletedAt != null;
  }

  void delete(Instant now) {
    deletedAt = now;
  }

  void run(RuntimeStatus status) {
    runtime = status;
    forgetSilence();
    answersSince = null;
  }

  /** The same container as before: its pinned keys stay unless the platform names others. */
  void start(NewContainer.Reach reach) {
    run(RuntimeStatus.RUNNING);
    if (reach != null) {
      goTo(reach);
      if (!reach.hostKeys().isEmpty()) {
        pin(reach.hostKeys(), true);
      }
    }
  }

  /** New under its old name: nothing of what was seen in it counts any more. */
  void recreate(NewContainer.Reach reach) {
    run(RuntimeStatus.RUNNING);
    accessKeysDigest = null;
    reachBy(reach);
  }

  void keepHash(boolean keeps) {
    keepsHash = keeps;
  }

  void pin(List<String> fingerprints, boolean verified) {
    hostKeys = String.join(" ", fingerprints);
    hostKeysVerified = verified;
  }

  void hasAccessKeys(String digest) {
    accessKeysDigest = digest;
  }

  /** Its sshd answered. */
  void answers(Instant now) {
    forgetSilence();
    answersSince = answersSince == null ? now : answersSince;
  }

  /** Whatever silence there was is over, or does not count. */
  private void forgetSilence() {
    silentSince = null;
    silenceTold = false;
    silenceReason = null;
  }

  /**
   * @return since when it is silent, where that is long enough and was not told yet; else null
   */
  Instant isSilent(Instant now, Duration least, String reason) {
    answersSince = null;
    silenceReason = reason;
    silentSince = silentSince == null ? now : silentSince;
    if (silenceTold || now.isBefore(silentSince.plus(least))) {
      return null;
    }
    silenceTold = true;
    return silentSince;
  }

  long countGeneration() {
    return ++generation;
  }

  NewContainer.Reach reach(List<String> keys) {
    return new NewContainer.Reach(adapter, host, port, ref, keys);
  }

  private SshHealth sshHealth() {
    if (silentSince != null) {
      return SshHealth.unreachable(silentSince, silenceReason);
    }
    return answersSince == null ? SshHealth.UNKNOWN : SshHealth.ok(answersSince);
  }

  ContainerDetails details() {
    return new ContainerDetails(
        id,
        account,
        name,
        environment,
        layer,
        runtime,
        notifyOwner,
        new PublicIpCounts(ipv4Wanted, ipv6Wanted),
        requestedBy,
        adapter,
        host,
        port,
        ref,
        hostKeys.isEmpty() ? List.of() : List.of(hostKeys.split(" ")),
        hostKeysVerified,
        accessKeysDigest,
        generation,
        keepsHash,
        sshHealth(),
        createdAt);
  }
}
