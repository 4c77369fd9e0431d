package dev.postern.key.validation;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Recognises that somebody pasted the secret half: PEM, PKCS#8, OpenSSH, SSH2 and PuTTY forms, also
 * with their line breaks lost or their first line missing.
 */
public final class PrivateKeyText {

  /** The one answer, whatever it was. */
  public static final String ADVICE =
      "This is a private key. It was not stored, but it left your computer: replace it. "
          + "Paste the .pub file instead, and create a new key with: ssh-keygen -t ed25519";

  private static final Pattern SPACE = Pattern.compile("\\s+|\\\\[nrt]");

  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile("BEGIN[A-Z0-9]{0,40}PRIVATEKEY", Pattern.CASE_INSENSITIVE),
          Pattern.compile("PRIVATEKEY-{2,}", Pattern.CASE_INSENSITIVE),
          Pattern.compile("PUTTY-USER-KEY-FILE", Pattern.CASE_INSENSITIVE),
          Pattern.compile("PRIVATE-LINES:", Pattern.CASE_INSENSITIVE),
          Pattern.compile("SSHPRIVATEKEYFILEFORMAT", Pattern.CASE_INSENSITIVE),
          // "openssh-key-v1" and a zero byte in base64: the body of OpenSSH's form without its
          // frame
          Pattern.compile("b3BlbnNzaC1rZXktdjE"));

  private PrivateKeyText() {}

  public static boolean isIn(String text) {
    String packed = SPACE.matcher(text).replaceAll("");
    return FORMS.stream().anyMatch(form -> form.matcher(packed).find());
  }
}
