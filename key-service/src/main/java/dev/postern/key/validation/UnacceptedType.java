package dev.postern.key.validation;

import dev.postern.key.validation.RejectedKeyException.Reason;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The refusals of keys by the name of their type, in a line, in a blob and between BEGIN and END.
 */
final class UnacceptedType {

  private static final String ACCEPTED =
      " Accepted are ed25519, ecdsa, rsa and the security-key types of ed25519 and ecdsa."
          + RejectedKeyException.CREATE;

  private UnacceptedType() {}

  static RejectedKeyException unknown() {
    return new RejectedKeyException(
        Reason.UNKNOWN_TYPE, "This is no public key of a type that is accepted." + ACCEPTED);
  }

  static RejectedKeyException dsa() {
    return new RejectedKeyException(
        Reason.WEAK_TYPE, "DSA keys are too weak to be used." + RejectedKeyException.CREATE);
  }

  static RejectedKeyException named(String kind) {
    return new RejectedKeyException(
        Reason.UNKNOWN_TYPE,
        "This is a key of type " + kind + ", which is not accepted." + ACCEPTED);
  }

  /** Empty where the word is not the name of a type. */
  static Optional<RejectedKeyException> refusal(String word) {
    String type = word.toLowerCase(Locale.ROOT);
    if (type.equals("ssh-dss")) {
      return Optional.of(dsa());
    }
    if (type.contains("-cert-v0")) {
      return Optional.of(
          new RejectedKeyException(
              Reason.CERTIFICATE,
              "This is a certificate. Paste the public key that it was made for, the .pub file"
                  + " without -cert in its name."));
    }
    return switch (type) {
      case "ssh-ed448" -> Optional.of(named("Ed448"));
      case "ssh-xmss@openssh.com" -> Optional.of(named("XMSS"));
      case "webauthn-sk-ecdsa-sha2-nistp256@openssh.com" -> Optional.of(ofBrowser());
      case "rsa-sha2-256", "rsa-sha2-512" -> Optional.of(signature());
      default -> misspelt(word);
    };
  }

  private static RejectedKeyException ofBrowser() {
    return new RejectedKeyException(
        Reason.UNKNOWN_TYPE,
        "This is WebAuthn's form of a security key, which browsers sign with and ssh does not. Create"
            + " one for ssh with: ssh-keygen -t ecdsa-sk");
  }

  private static RejectedKeyException signature() {
    return new RejectedKeyException(
        Reason.UNKNOWN_TYPE,
        "That is how an RSA key signs, not its type. Paste the .pub file as it is: its line begins"
            + " with ssh-rsa.");
  }

  /** Phones begin a line with a capital, and a space gets lost. */
  private static Optional<RejectedKeyException> misspelt(String word) {
    return Arrays.stream(KeyType.values())
        .map(KeyType::sshName)
        .filter(name -> word.equalsIgnoreCase(name) || word.startsWith(name + "AAAA"))
        .findFirst()
        .map(
            name ->
                new RejectedKeyException(
                    Reason.MALFORMED,
                    "The line has to begin with "
                        + name
                        + " and a space. Paste the whole line of the .pub file again."));
  }
}
