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

  /** Computes ahead what the first RSA key would wait for. */
  public static void prepare() {
    SmallFactors.has(
        BigInteger.ONE.shiftLeft(SmallFactors.LIMIT_BITS + 1).subtract(BigInteger.ONE));
  }

  /**
   * @throws RejectedKeyException where it may not be used, and nothing else whatever the text
   */
  public SshPublicKey validate(String text) throws RejectedKeyException {
    refusePrivateKey(text);
    refuseSize(text);
    String trimmed = InvisibleCharacters.trimmed(text);
    ParsedKey parsed = parsed(trimmed);
    judge(parsed.key());
    return SshPublicKey.of(parsed.key(), parsed.comment());
  }

  private static ParsedKey parsed(String text) throws RejectedKeyException {
    try {
      ParsedKey parsed = PemOrSsh2Key.isIn(text) ? PemOrSsh2Key.parse(text) : KeyLine.parse(text);
      return new ParsedKey(parsed.key(), Comment.checked(parsed.comment()));
    } catch (RejectedKeyException e) {
      throw InvisibleCharacters.named(text, e);
    }
  }

  private static void refusePrivateKey(String text) throws RejectedKeyException {
    if (PrivateKeyText.isIn(text)) {
      throw new RejectedKeyException(Reason.PRIVATE_KEY, PrivateKeyText.ADVICE);
    }
  }

  private static void refuseSize(String text) throws RejectedKeyException {
    if (InvisibleCharacters.trimmed(text).isEmpty()) {
      throw new RejectedKeyException(
          Reason.EMPTY, "There is no key. Paste the line of your .pub file.");
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      throw new RejectedKeyException(
          Reason.TOO_LARGE, "That is more than 16 KiB. Paste one public key, the .pub file.");
    }
  }

  /**
   * Checks a key that was accepted before by what a policy may change: sizes and blocklists.
   *
   * @param blob as in {@link SshPublicKey}
   * @throws RejectedKeyException where it would not be accepted any more
   */
  public void judgeAgain(String type, String blob) throws RejectedKeyException {
    KeyMaterial key =
        KeyMaterial.decode(
            KeyType.of(type).orElseThrow(UnacceptedType::unknown), KeyLine.base64(blob));
    if (key.type() == KeyType.RSA) {
      RsaChecks.size(key.modulus(), policy);
    }
    refuseCompromised(key);
  }

  private void judge(KeyMaterial key) throws RejectedKeyException {
    switch (key.type()) {
      case RSA -> RsaChecks.check(key.exponent(), key.modulus(), policy);
      case ED25519, SK_ED25519 -> judgeEdwards(key.point());
      case ECDSA_256, ECDSA_384, ECDSA_521, SK_ECDSA -> judgeNist(key);
    }
    judgeApplication(key.application());
    GatewayCompatibility.check(key.encoded());
    refuseCompromised(key);
  }

  private void refuseCompromised(KeyMaterial key) throws RejectedKeyException {
    String fingerprint = Fingerprint.of(key.encoded());
    if (compromised.has(new CompromisedKeys.Candidate(fingerprint, number(key)))) {
      throw new RejectedKeyException(
          Reason.COMPROMISED,
          "The private half of this key is publicly known, so anybody could use it."
              + RejectedKeyException.CREATE);
    }
  }

  private static byte[] number(KeyMaterial key) {
    return switch (key.type()) {
      case RSA -> unsigned(key.modulus());
      case ED25519, SK_ED25519 -> unsigned(new BigInteger(1, key.point()));
      case ECDSA_256, ECDSA_384, ECDSA_521, SK_ECDSA -> unsigned(key.type().curve().x(key.point()));
    };
  }

  /** Anyone can sign for a key whose point has a low order. */
  private static void judgeEdwards(byte[] point) throws RejectedKeyException {
    if (point.length != Ed25519.PUBLIC_KEY_SIZE || !Ed25519.validatePublicKeyFull(point, 0)) {
      throw RejectedKeyException.malformed();
    }
  }

  private static void judgeNist(KeyMaterial key) throws RejectedKeyException {
    if (!key.type().curve().has(key.point())) {
      throw RejectedKeyException.malformed();
    }
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
