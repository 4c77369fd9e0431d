package dev.postern.credential.container;

import dev.postern.credential.access.Target;
import dev.postern.events.containers.PublicIpCounts;
import dev.postern.events.containers.RuntimeStatus;
import dev.postern.events.state.ContainerState;
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
    this.account = data.placement().account();
    this.name = data.name();
    this.environment = data.placement().environment();
    this.layer = data.placement().layer();
    this.runtime = RuntimeStatus.RUNNING;
    this.notifyOwner = data.options().notifyOwner();
    this.ipv4Wanted = data.options().publicIps().ipv4();
    this.ipv6Wanted = data.options().publicIps().ipv6();
    this.requestedBy = data.options().requestedBy();
    this.createdAt = now;
    pointTo(data.target());
  }

  private void pointTo(Target target) {
    goTo(target);
    pin(target.hostKeys(), !target.hostKeys().isEmpty());
  }

  private void goTo(Target target) {
    adapter = target.adapter();
    host = target.host();
    port = target.port();
    ref = target.ref();
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

  /** It is the same container as before: its pinned keys stay unless the platform names others. */
  void start(Target target) {
    run(RuntimeStatus.RUNNING);
    if (target != null) {
      goTo(target);
      if (!target.hostKeys().isEmpty()) {
        pin(target.hostKeys(), true);
      }
    }
  }

  /** It is new under its old name: what was seen in it before no longer counts. */
  void recreate(Target target) {
    run(RuntimeStatus.RUNNING);
    accessKeysDigest = null;
    pointTo(target);
  }

  /**
   * As it was published last. Whether other host keys than before were the platform's word is not
   * known: they are taken for seen.
   */
  void become(ContainerState published) {
    String keys = String.join(" ", published.hostKeys());
    hostKeysVerified &= keys.equals(hostKeys);
    hostKeys = keys;
    runtime = published.runtime();
    host = published.host();
    port = published.port();
  }

  /** Its files are new: what was written into the ones before is gone. */
  void lostItsFiles() {
    accessKeysDigest = null;
  }

  /** So many passwords were counted already. */
  void counted(long generations) {
    generation = Math.max(generation, generations);
  }

  /** Its silence was told. */
  void silent(Instant since) {
    silentSince = since;
    silenceTold = true;
    answersSince = null;
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

  /** A silence is over, or does not count. */
  private void forgetSilence() {
    silentSince = null;
    silenceTold = false;
    silenceReason = null;
  }

  /**
   * @return since when it is silent, if that is long enough and was not reported yet; else null
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

  Target target(List<String> keys) {
    return new Target(adapter, host, port, ref, keys);
  }

  private SshHealth sshHealth() {
    if (silentSince != null) {
      return SshHealth.unreachable(silentSince, silenceReason);
    }
    return answersSince == null ? SshHealth.UNKNOWN : SshHealth.ok(answersSince);
  }

  private List<String> pinnedKeys() {
    return hostKeys.isEmpty() ? List.of() : List.of(hostKeys.split(" "));
  }

  ContainerDetails details() {
    return new ContainerDetails(
        id,
        name,
        new Placement(account, environment, layer),
        runtime,
        new RegistrationOptions(
            notifyOwner, new PublicIpCounts(ipv4Wanted, ipv6Wanted), requestedBy),
        target(pinnedKeys()),
        new AccessSetup(hostKeysVerified, accessKeysDigest, keepsHash),
        generation,
        sshHealth(),
        createdAt);
  }
}
