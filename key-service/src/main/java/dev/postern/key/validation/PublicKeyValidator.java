package dev.postern.key.validation;

import dev.postern.key.validation.RejectedKeyException.Reason;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Decides whether a text is a public key that an account may log in with. Takes a line of a {@code
 * .pub} file, RFC 4716 and PEM. Holds no state of its own; safe for use by many threads.
 */
public final class PublicKeyValidator {

  private static final int LARGEST = 16 * 1024;
  private static final int LONGEST_APPLICATION = 255;

  private final KeyPolicy policy;
  private final CompromisedKeys compromised;

  public PublicKeyValidator(KeyPolicy policy, CompromisedKeys compromised) {
    this.policy = policy;
    this.compromised = compromised;
  }

  /**
   * @throws RejectedKeyException where it may not be used, and nothing else whatever the text
   */
  public SshPublicKey validate(String text) throws RejectedKeyException {
    refusePrivateKey(text);
    refuseSize(text);
    String trimmed = text.strip();
    ParsedKey parsed =
        FramedKey.starts(trimmed) ? FramedKey.parse(trimmed) : KeyLine.parse(trimmed);
    String comment = Comment.checked(parsed.comment());
    judge(parsed.key());
    return SshPublicKey.of(parsed.key(), comment);
  }

  private static void refusePrivateKey(String text) throws RejectedKeyException {
    if (PrivateKeyText.isIn(text)) {
      throw new RejectedKeyException(Reason.PRIVATE_KEY, PrivateKeyText.ADVICE);
    }
  }

  private static void refuseSize(String text) throws RejectedKeyException {
    if (text.isBlank()) {
      throw new RejectedKeyException(
          Reason.EMPTY, "There is no key. Paste the line of your .pub file.");
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      throw new RejectedKeyException(
          Reason.TOO_LARGE, "That is more than 16 KiB. Paste one public key, the .pub file.");
    }
  }

  private void judge(KeyMaterial key) throws RejectedKeyException {
    byte[] number =
        switch (key.type()) {
          case RSA -> judgeRsa(key);
          case ED25519, SK_ED25519 -> judgeEdwards(key.point());
          case ECDSA_256, ECDSA_384, ECDSA_521, SK_ECDSA -> judgeNist(key);
        };
    judgeApplication(key.application());
    byte[] blob = key.encoded();
    GatewaysDecoder.check(blob);
    if (compromised.has(new CompromisedKeys.Candidate(Fingerprint.of(blob), number))) {
      throw new RejectedKeyException(
          Reason.COMPROMISED,
          "The private half of this key is publicly known, so anybody could use it."
              + RejectedKeyException.CREATE);
    }
  }

  private byte[] judgeRsa(KeyMaterial key) throws RejectedKeyException {
    RsaChecks.check(key.exponent(), key.modulus(), policy);
    return unsigned(key.modulus());
  }

  /** A point of low order is a key that anybody can sign for. */
  private static byte[] judgeEdwards(byte[] point) throws RejectedKeyException {
    if (point.length != Ed25519.PUBLIC_KEY_SIZE || !Ed25519.validatePublicKeyFull(point, 0)) {
      throw RejectedKeyException.malformed();
    }
    return unsigned(new BigInteger(1, point));
  }

  private static byte[] judgeNist(KeyMaterial key) throws RejectedKeyException {
    Curve curve = key.type().curve();
    if (!curve.has(key.point())) {
      throw RejectedKeyException.malformed();
    }
    return unsigned(curve.x(key.point()));
  }

  private static void judgeApplication(String application) throws RejectedKeyException {
    if (application != null
        && (application.isEmpty()
            || application.length() > LONGEST_APPLICATION
            || !application.chars().allMatch(c -> c > ' ' && c < 0x7f))) {
      throw RejectedKeyException.malformed();
    }
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] octets = number.toByteArray();
    return octets.length > 1 && octets[0] == 0
        ? Arrays.copyOfRange(octets, 1, octets.length)
        : octets;
  }
}
