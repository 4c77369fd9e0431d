package dev.postern.key.validation;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Recognises a pasted private key: PEM, PKCS#8, OpenSSH, SSH2 and PuTTY forms, also with their line
 * breaks lost, their frame missing or packed once more in base64; and those of JSON Web Keys, age,
 * minisign, signify, WireGuard and XML.
 */
public final class PrivateKeyText {

  /** The one answer, whatever it was. */
  public static final String ADVICE =
      "This is a private key. It was not stored, but it left your computer: replace it. "
          + "Paste the .pub file instead, and create a new key with: ssh-keygen -t ed25519";

  /** What pages, mails and programs put between the words. */
  private static final Pattern SPACE =
      Pattern.compile(
          "[^\\x21-\\x7e]+|\\\\[nrt]|%(?:20|0[AD])|&(?:nbsp|#x?[0-9a-f]+);|<br ?/?>",
          Pattern.CASE_INSENSITIVE);

  /** Quotation marks as programs, pages and word processors write them. */
  private static final Pattern QUOTE =
      Pattern.compile("\\\\[\"']|&quot;|[\u2018\u2019\u201c\u201d]");

  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile("BEGIN[A-Z0-9]{0,40}PRIVATEKEY", Pattern.CASE_INSENSITIVE),
          Pattern.compile("PRIVATEKEY-{2,}", Pattern.CASE_INSENSITIVE),
          Pattern.compile("PUTTY-USER-KEY-FILE", Pattern.CASE_INSENSITIVE),
          Pattern.compile("PRIVATE-LINES:", Pattern.CASE_INSENSITIVE),
          Pattern.compile("SSHPRIVATEKEYFILEFORMAT", Pattern.CASE_INSENSITIVE),
          Pattern.compile("SECRETKEYBLOCK", Pattern.CASE_INSENSITIVE),
          // a setting, as in WireGuard's file, and openssl's -text
          Pattern.compile("PRIVATE_?KEY[\"']?[:=][\"']?[A-Z0-9+/]{40}", Pattern.CASE_INSENSITIVE),
          Pattern.compile("PRIVATE-KEY:\\([0-9]+BIT|PRIVATEEXPONENT:", Pattern.CASE_INSENSITIVE),
          Pattern.compile("AGE-(?:SECRET-KEY|PLUGIN)-", Pattern.CASE_INSENSITIVE),
          // minisign's and signify's comments, and their bodies: "Ed" and how it is encrypted
          Pattern.compile("UNTRUSTEDCOMMENT:[ -~]{0,80}SECRETKEY", Pattern.CASE_INSENSITIVE),
          Pattern.compile("RWRTY0Iy|RWQAAEIy|RWRCSw"),
          Pattern.compile("<RSAKeyValue>.*<D>", Pattern.CASE_INSENSITIVE),
          Pattern.compile("openssh-key-v1"),
          // "openssh-key-v1" and a zero byte in base64: the body of OpenSSH's form without its
          // frame
          Pattern.compile("b3BlbnNzaC1rZXktdjE"));

  /** Members of a JSON Web Key (RFC 7517): its type, and what only a private one has. */
  private static final Pattern JWK = Pattern.compile("[\"']?kty[\"']?:");

  private static final Pattern JWK_SECRET = Pattern.compile("[\"'{,](?:d|k)[\"']?:[\"']");

  private PrivateKeyText() {}

  public static boolean isIn(String text) {
    return isFramed(text) || PrivateKeyBytes.areIn(text, PrivateKeyText::isFramed);
  }

  private static boolean isFramed(String text) {
    String packed = SPACE.matcher(QUOTE.matcher(text).replaceAll("\"")).replaceAll("");
    return FORMS.stream().anyMatch(form -> form.matcher(packed).find())
        || JWK.matcher(packed).find() && JWK_SECRET.matcher(packed).find();
  }
}
