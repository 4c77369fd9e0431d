package dev.postern.key.validation;

import dev.postern.key.validation.RejectedKeyException.Reason;

/** Texts between BEGIN and END lines that are not public keys of SSH. */
final class NonKeyFrame {

  private NonKeyFrame() {}

  /** Private keys were refused before. */
  static RejectedKeyException refusal(String begin) {
    if (begin.contains("CERTIFICATE REQUEST")) {
      return other(
          "This is a request for an X.509 certificate. Paste what these print: openssl req -in FILE"
              + " -noout -pubkey");
    }
    if (begin.contains("CERTIFICATE")) {
      return new RejectedKeyException(
          Reason.CERTIFICATE,
          "This is an X.509 certificate. Paste the key that is in it, which this prints: openssl"
              + " x509 -in FILE -noout -pubkey");
    }
    if (begin.contains("PGP PUBLIC KEY")) {
      return other(
          "This is an OpenPGP key. Paste SSH's form of it, which this prints: gpg --export-ssh-key"
              + " KEY-ID");
    }
    if (begin.contains("DSA PUBLIC KEY")) {
      return UnacceptedType.dsa();
    }
    if (begin.contains("PUBLIC KEY")) {
      return other(
          "This is a public key in a form that is not read here. Paste what this prints: ssh-keygen"
              + " -i -m PKCS8 -f FILE");
    }
    return other("This is no public key." + RejectedKeyException.CREATE);
  }

  private static RejectedKeyException other(String sentence) {
    return new RejectedKeyException(Reason.NOT_A_KEY, sentence);
  }
}
