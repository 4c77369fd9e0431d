package dev.postern.audit.projection;

import dev.postern.audit.log.EventReference;
import java.time.Instant;

/** A public key that an account may log in with. */
public final class Key {

  final String id;
  final String account;
  final String title;
  final String type;
  final int bits;
  final String fingerprint;
  final Instant expiresAt;
  final EventReference added;
  EventReference disabled;

  Key(
      String id,
      String account,
      String title,
      String type,
      int bits,
      String fingerprint,
      Instant expiresAt,
      EventReference added) {
    this.id = id;
    this.account = account;
    this.title = title;
    this.type = type;
    this.bits = bits;
    this.fingerprint = fingerprint;
    this.expiresAt = expiresAt;
    this.added = added;
  }

  public String id() {
    return id;
  }

  public String account() {
    return account;
  }

  public String title() {
    return title;
  }

  /** Of RFC 4253 section 6.6. */
  public String type() {
    return type;
  }

  /** The size of the modulus or field. */
  public int bits() {
    return bits;
  }

  /** {@code SHA256:} and unpadded base64. */
  public String fingerprint() {
    return fingerprint;
  }

  /** Null where it does not expire. */
  public Instant expiresAt() {
    return expiresAt;
  }

  public EventReference added() {
    return added;
  }

  /** Null while the policy allows it. */
  public EventReference disabled() {
    return disabled;
  }

  /** Whether it opened something then; a removed key is not there any more. */
  public boolean opensAt(Instant moment) {
    return disabled == null && (expiresAt == null || expiresAt.isAfter(moment));
  }
}
