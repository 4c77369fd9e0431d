package dev.postern.dashboard.connect;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * A host key to compare at the first connection.
 *
 * @param name such as {@code ED25519 256}; empty where only the fingerprint is known
 * @param fingerprint such as {@code SHA256:…}
 * @param art the fingerprint as OpenSSH draws it; null where it cannot be drawn
 */
public record HostKey(String name, String fingerprint, String art) {

  private static final int ED25519_BYTES = 32;
  private static final String HASH = "SHA256";
  private static final String PREFIX = HASH + ":";

  /** Of a line of a {@code .pub} file; empty where it is none. */
  static Optional<HostKey> of(String line) {
    String[] parts = line.strip().split("\\s+");
    if (parts.length < 2) {
      return Optional.empty();
    }
    try {
      byte[] blob = Base64.getDecoder().decode(parts[1]);
      return Optional.of(of(name(ByteBuffer.wrap(blob)), digest(blob)));
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  /** Of a fingerprint whose key is not known. */
  static HostKey ofFingerprint(String fingerprint) {
    try {
      return fingerprint.startsWith(PREFIX)
          ? of("", Base64.getDecoder().decode(fingerprint.substring(PREFIX.length())))
          : new HostKey("", fingerprint, null);
    } catch (IllegalArgumentException e) {
      return new HostKey("", fingerprint, null);
    }
  }

  private static HostKey of(String name, byte[] digest) {
    String fingerprint = PREFIX + Base64.getEncoder().withoutPadding().encodeToString(digest);
    return new HostKey(name, fingerprint, RandomArt.of(digest, name, HASH));
  }

  /** The type as OpenSSH names it, and the bits. */
  private static String name(ByteBuffer blob) {
    String type = new String(field(blob), StandardCharsets.US_ASCII);
    if (type.equals("ssh-rsa")) {
      field(blob);
      return "RSA " + new BigInteger(1, field(blob)).bitLength();
    }
    if (type.startsWith("ecdsa-sha2-nistp")) {
      return "ECDSA " + type.substring("ecdsa-sha2-nistp".length());
    }
    if (type.equals("ssh-ed25519") && field(blob).length == ED25519_BYTES) {
      return "ED25519 256";
    }
    throw new IllegalArgumentException("no type of a host key");
  }

  private static byte[] field(ByteBuffer blob) {
    int length = blob.getInt();
    if (length < 0 || length > blob.remaining()) {
      throw new IllegalArgumentException("cut short");
    }
    byte[] bytes = new byte[length];
    blob.get(bytes);
    return bytes;
  }

  private static byte[] digest(byte[] blob) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(blob);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
