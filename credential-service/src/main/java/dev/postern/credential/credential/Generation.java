package dev.postern.credential.credential;

import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.sealing.SealedSecret;
import dev.postern.events.containers.Proof;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The row of one password of a container. Every change of its state goes through {@link #to}. */
@Entity
@Table(name = "generation")
class Generation {

  @Id private UUID id;
  private String container;
  private long generation;

  @Enumerated(EnumType.STRING)
  private Kind kind;

  @Enumerated(EnumType.STRING)
  private GenerationState state;

  private String reason;
  private String batch;
  private String requestedBy;
  private boolean secretWanted;
  private String hash;
  private String shadowDigest;

  @Enumerated(EnumType.STRING)
  private Proof proof;

  private boolean loginRefused;
  private String secretRef;
  private byte[] sealed;
  private String keyId;
  private Instant secretExpiresAt;
  private Instant requestedAt;
  private Instant applyingAt;
  private Instant provenAt;
  private Instant appliedAt;
  private Instant notifiedAt;
  private Instant finishedAt;
  private Instant applyBy;
  private int attempts;
  private Instant nextAttemptAt;
  private Instant leasedUntil;

  Generation() {}

  Generation(CredentialRequest request, long number, Instant now, Instant applyBy) {
    this.id = UUID.randomUUID();
    this.container = request.container().id();
    this.generation = number;
    this.kind = request.kind();
    this.state = GenerationState.REQUESTED;
    this.batch = request.batch();
    this.requestedBy = request.requestedBy();
    this.secretWanted = request.wantsSecret();
    this.requestedAt = now;
    this.applyBy = applyBy;
    this.nextAttemptAt = now;
  }

  private void to(GenerationState next, String why) {
    if (!state.canBecome(next)) {
      throw new IllegalStateException(state + " cannot become " + next);
    }
    state = next;
    reason = why;
  }

  /** Begins an attempt; nobody else takes it before {@code until}. */
  void take(Instant now, Instant until) {
    if (state == GenerationState.REQUESTED) {
      to(GenerationState.APPLYING, reason);
      applyingAt = now;
    }
    attempts++;
    leasedUntil = until;
  }

  /** Keeps what may be in the container from now on. */
  void arm(String newHash, String newSecretRef, SealedSecret secret) {
    hash = newHash;
    if (secret != null) {
      secretRef = newSecretRef;
      sealed = secret.ciphertext();
      keyId = secret.keyId();
    }
  }

  /** Forgets what never was sent, so that the next attempt has a password to log in with. */
  void disarm() {
    hash = null;
    secretRef = null;
    wipeSecret();
  }

  void tryAgain(String why, Instant at) {
    reason = why;
    nextAttemptAt = at;
    leasedUntil = null;
  }

  void loginWasRefused() {
    loginRefused = true;
  }

  void proven(Proof how, String digest, Instant now) {
    proof = how;
    shadowDigest = digest;
    provenAt = now;
    hash = null;
  }

  void tryNow(Instant now) {
    nextAttemptAt = now;
  }

  void applied(Instant now, Instant expiresAt) {
    to(GenerationState.APPLIED, null);
    appliedAt = now;
    secretExpiresAt = secretRef == null ? null : expiresAt;
    done();
    if (secretRef == null) {
      finishedAt = now;
    }
  }

  void notified(Instant now) {
    to(GenerationState.NOTIFIED, null);
    notifiedAt = now;
    end(now);
  }

  void notifyFailed(String why) {
    to(GenerationState.NOTIFY_FAILED, why);
  }

  void end(GenerationState terminal, String why, Instant now) {
    to(terminal, why);
    end(now);
  }

  private void end(Instant now) {
    finishedAt = now;
    hash = null;
    wipeSecret();
    done();
  }

  private void done() {
    nextAttemptAt = null;
    leasedUntil = null;
  }

  /** The reference stays, so that whoever asks learns that it is gone. */
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
    return state == GenerationState.APPLYING && attempts == attempt;
  }

  boolean canBeLeased(Instant now) {
    return sealed != null
        && (state == GenerationState.APPLIED || state == GenerationState.NOTIFY_FAILED)
        && now.isBefore(secretExpiresAt);
  }

  SealedSecret sealedSecret() {
    return new SealedSecret(sealed, keyId);
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

  Kind kind() {
    return kind;
  }

  String hash() {
    return hash;
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

  Instant requestedAt() {
    return requestedAt;
  }

  boolean isOverdue(Instant now) {
    return !now.isBefore(applyBy);
  }

  Claim claim(ContainerDetails details) {
    return new Claim(
        id, details, generation, kind, attempts, hash, proof != null, secretWanted, loginRefused);
  }

  CredentialView view() {
    return new CredentialView(
        container,
        generation,
        state,
        reason,
        proof,
        batch,
        requestedAt,
        applyingAt,
        appliedAt,
        notifiedAt,
        finishedAt,
        attempts);
  }
}
