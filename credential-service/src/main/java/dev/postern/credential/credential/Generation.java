package dev.postern.credential.credential;

import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.sealing.SealedSecret;
import dev.postern.events.containers.Proof;
import dev.postern.outbox.CurrentTrace;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The row of one password of a container. Every change of its state goes through {@link
 * #transitionTo}.
 */
@Entity
@Table(name = "generation")
class Generation {

  @Id private UUID id;
  private String container;
  private long generation;

  @Enumerated(EnumType.STRING)
  @Column(name = "kind")
  private GenerationCause cause;

  @Enumerated(EnumType.STRING)
  private GenerationState state;

  private String reason;
  private String batch;
  private String requestedBy;
  private boolean secretWanted;
  private String hash;
  private String keptHash;
  private String shadowDigest;

  @Enumerated(EnumType.STRING)
  private Proof proof;

  private boolean loginRefused;
  private String secretRef;
  private byte[] sealed;
  private String keyId;
  private Instant secretExpiresAt;

  @Column(name = "traceparent")
  private String traceParent;

  private UUID causationId;

  @Embedded private Timestamps timestamps;
  @Embedded private RetrySchedule retrySchedule;

  Generation() {}

  Generation(CredentialRequest request, long number, Instant now, Instant applyBy) {
    this.id = UUID.randomUUID();
    this.container = request.container().id();
    this.generation = number;
    this.cause = request.cause();
    this.state = GenerationState.REQUESTED;
    this.batch = request.batch();
    this.requestedBy = request.requestedBy();
    this.secretWanted = request.wantsSecret();
    this.traceParent = CurrentTrace.parent();
    this.causationId = request.event();
    this.timestamps = new Timestamps(now);
    this.retrySchedule = new RetrySchedule(now, applyBy);
  }

  /** One that was published and that the database does not know; never due. */
  static Generation published(CredentialRequest request, long number, Instant at) {
    return new Generation(request, number, at, at).notDue();
  }

  private Generation notDue() {
    retrySchedule.end();
    return this;
  }

  private void transitionTo(GenerationState next, String why) {
    if (!state.canBecome(next)) {
      throw new IllegalStateException(state + " cannot become " + next);
    }
    state = next;
    reason = why;
  }

  /** Begins an attempt; no other worker takes it before {@code until}. */
  void take(Instant now, Instant until) {
    if (state == GenerationState.REQUESTED) {
      transitionTo(GenerationState.APPLYING, reason);
      timestamps.applying(now);
    }
    retrySchedule.take(until);
  }

  /** Keeps what may be in the container from now on. */
  void keepSecret(String newHash, String newSecretRef, SealedSecret secret) {
    hash = newHash;
    if (secret != null) {
      secretRef = newSecretRef;
      sealed = secret.ciphertext();
      keyId = secret.keyId();
    }
  }

  /**
   * A hash that may be in the container is applied again as it is, so that the state of the
   * container is known; not where its login was refused, or could not be tried and never will be,
   * since the password is lost with its attempt.
   */
  private boolean needsSecret() {
    return proof == null
        && (hash == null || loginRefused || Reasons.LOGIN_NOT_PROVEN.equals(reason));
  }

  /**
   * Forgets a password that was never sent, so that the next attempt makes one that it can log in
   * with.
   */
  void forgetSecret() {
    hash = null;
    secretRef = null;
    wipeSecret();
  }

  void tryAgain(String why, Instant at) {
    reason = why;
    retrySchedule.again(at);
  }

  /** It is not the container's password any more. */
  void forgetHash() {
    keptHash = null;
  }

  void loginWasRefused() {
    loginRefused = true;
  }

  /**
   * @param keep whether its hash will be needed again
   */
  void proven(Proof how, String digest, boolean keep, Instant now) {
    keptHash = keep ? hash : null;
    proof = how;
    shadowDigest = digest;
    timestamps.proven(now);
    hash = null;
  }

  void applied(Instant now, Instant expiresAt) {
    transitionTo(GenerationState.APPLIED, null);
    timestamps.applied(now);
    secretExpiresAt = secretRef == null ? null : expiresAt;
    retrySchedule.end();
    if (secretRef == null) {
      timestamps.finished(now);
    }
  }

  /**
   * It was published as applied. The sealed secret of another attempt opens to another password; a
   * digest of what was proven is known only where this row proved it.
   *
   * @param ref the published reference; null where no mail was asked for
   */
  void wasApplied(Proof how, String ref, Instant expiresAt, Instant at) {
    if (!beginsFinishing()) {
      return;
    }
    if (!Objects.equals(ref, secretRef)) {
      secretRef = ref;
      wipeSecret();
    }
    if (proof == null) {
      proof = how;
      timestamps.proven(at);
      hash = null;
    }
    applied(at, expiresAt);
  }

  /** It was published as ended in this state. One that came further stays. */
  void wasEnded(GenerationState terminal, String why, Instant at) {
    if (terminal == GenerationState.EXPIRED) {
      beginsFinishing();
    }
    if (canBecome(terminal)) {
      end(terminal, why, at);
    }
  }

  /**
   * @return whether it is being applied
   */
  private boolean beginsFinishing() {
    if (state == GenerationState.REQUESTED) {
      transitionTo(GenerationState.APPLYING, reason);
    }
    return state == GenerationState.APPLYING;
  }

  /**
   * Whether, after a restore and all that was published since, nobody can know its password: it may
   * have been set in the container and not been published, or its secret is gone before its mail.
   */
  boolean isUnknown() {
    return state.isUnfinished() ? proof == null : lostItsSecret();
  }

  private boolean lostItsSecret() {
    return isTakenOver()
        && secretRef != null
        && sealed == null
        && (state == GenerationState.APPLIED || state == GenerationState.NOTIFY_FAILED);
  }

  boolean isRequestedBefore(Instant time) {
    return timestamps.requestedAt().isBefore(time);
  }

  /** Whether it was proven by an attempt that this database does not know. */
  boolean isTakenOver() {
    return proof != null && shadowDigest == null;
  }

  void notified(Instant now) {
    transitionTo(GenerationState.NOTIFIED, null);
    timestamps.notified(now);
    end(now);
  }

  void notifyFailed(String why) {
    transitionTo(GenerationState.NOTIFY_FAILED, why);
  }

  void end(GenerationState terminal, String why, Instant now) {
    transitionTo(terminal, why);
    end(now);
  }

  private void end(Instant now) {
    timestamps.finished(now);
    hash = null;
    wipeSecret();
    retrySchedule.end();
  }

  /** Whether the field is not the one that was proven, and this was not noticed before. */
  boolean hasDrifted(String digest, Instant now) {
    return !digest.equals(shadowDigest) && timestamps.drifted(now);
  }

  /** The reference stays, so that a caller learns that the secret is gone. */
  void wipeSecret() {
    sealed = null;
    keyId = null;
  }

  boolean canBecome(GenerationState next) {
    return state.canBecome(next);
  }

  /** Whether a later password takes this one's mail away. */
  boolean canBeSuperseded() {
    return state.isUnfinished()
        || state == GenerationState.APPLIED && sealed != null
        || state == GenerationState.NOTIFY_FAILED;
  }

  boolean isHeldBy(int attempt) {
    return state == GenerationState.APPLYING && retrySchedule.attempts() == attempt;
  }

  /** Null where it may not be leased now. */
  SecretLeases.Lease lease(Instant now) {
    boolean mails = state == GenerationState.APPLIED || state == GenerationState.NOTIFY_FAILED;
    return mails && sealed != null && now.isBefore(secretExpiresAt)
        ? new SecretLeases.Lease(new SealedSecret(sealed, keyId), secretExpiresAt)
        : null;
  }

  UUID id() {
    return id;
  }

  String container() {
    return container;
  }

  long number() {
    return generation;
  }

  GenerationCause cause() {
    return cause;
  }

  String hash() {
    return hash;
  }

  /** Null where it is not kept. */
  String keptHash() {
    return keptHash;
  }

  Proof proof() {
    return proof;
  }

  String secretRef() {
    return secretRef;
  }

  Instant secretExpiresAt() {
    return secretExpiresAt;
  }

  String batch() {
    return batch;
  }

  String requestedBy() {
    return requestedBy;
  }

  String reason() {
    return reason;
  }

  Timestamps timestamps() {
    return timestamps;
  }

  RetrySchedule retrySchedule() {
    return retrySchedule;
  }

  Claim claim(ContainerDetails details) {
    return new Claim(
        id,
        details,
        generation,
        cause,
        retrySchedule.attempts(),
        retrySchedule.refusals(),
        hash,
        needsSecret(),
        secretWanted,
        loginRefused,
        traceParent,
        causationId);
  }

  CredentialView view() {
    return CredentialView.of(
        container, generation, state, reason, proof, batch, timestamps, retrySchedule.attempts());
  }
}
