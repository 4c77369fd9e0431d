package dev.postern.key.validation;

import dev.postern.key.validation.RejectedKeyException.Reason;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What people paste in place of a public key's line, recognised by its form; the first that fits
 * counts. Each sentence says what it is and how to come to the key.
 */
enum NonKeyText {
  FINGERPRINT(
      "^(?:[0-9]+ )?(?:SHA256:[A-Za-z0-9+/]{43}|(?:MD5:)?(?:[0-9a-f]{2}:){15}[0-9a-f]{2})(?:[\\s=]|$)",
      "This is the fingerprint of a key, not the key. Paste what this prints: cat"
          + " ~/.ssh/id_ed25519.pub"),
  RANDOM_ART(
      "\\+-+\\[[A-Z0-9 ]+\\]-+\\+|^Generating public/private|^Your identification has been",
      "This is what ssh-keygen prints while it makes a key. Paste what this prints: cat"
          + " ~/.ssh/id_ed25519.pub"),
  ADDRESS(
      "^[a-zA-Z][a-zA-Z0-9+.]*://\\S*$",
      "This is an address of a page or file. Open it and paste the one line of your key."),
  COMMAND(
      "^[$#] |^(?:cat|ssh|ssh-keygen|ssh-copy-id|ssh-add|type|pbcopy|curl)\\s",
      "This is a command. Run it, and paste what cat ~/.ssh/id_ed25519.pub prints."),
  FILE(
      "^(?:~|\\.{0,2}/|[A-Za-z]:[\\\\/]|%[A-Z]+%|\\$HOME)\\S*$|^[A-Za-z0-9_.-]+\\.(?:pub|pem|ppk)$",
      "This is the name of a file. Paste what is in the file that ends with .pub: cat"
          + " ~/.ssh/id_ed25519.pub"),
  PUTTY(
      "Public-Lines:",
      "This is a part of PuTTY's own form. Paste what this prints: puttygen KEY.ppk -O"
          + " public-openssh"),
  JSON_WEB_KEY(
      "[\"']kty[\"']\\s*:",
      "This is a JSON Web Key. SSH needs its own form: save the key as PEM and paste what this"
          + " prints: ssh-keygen -i -m PKCS8 -f KEY.pem"),
  AGE(
      "^age1[a-z0-9]{20,}$",
      "This is age's key, which encrypts files and logs in nowhere." + RejectedKeyException.CREATE),
  MINISIGN(
      "^untrusted comment:|^RW[A-Za-z0-9+/]{54}$",
      "This is a key of minisign or signify, which sign files and log in nowhere."
          + RejectedKeyException.CREATE),
  THIRTY_TWO_OCTETS(
      "^[A-Za-z0-9+/]{43}=$",
      "This is a key of 32 bytes without its type, such as WireGuard's, which logs in nowhere. If"
          + " it is the private one, replace it."
          + RejectedKeyException.CREATE),
  SSH_1(
      "^[0-9]{3,5} [0-9]{1,10} [0-9]{100,}",
      "This is a key of SSH's first version, which is no longer in use."
          + RejectedKeyException.CREATE),
  QUOTED(
      "^[\"'`\u2018-\u201f\u00ab\u00bb]+\\s*(?:ssh-|ecdsa-|sk-)",
      "There are quotation marks around the key. Paste it again without them."),
  PAGE(
      "&(?:nbsp|quot|amp|lt|gt|shy|#x?[0-9a-fA-F]+);|</?(?:br|p|pre|code|div|span)\\b|%(?:20|2[bBfF]|3[dD])",
      "There is HTML or an address's spelling in it, such as &nbsp; or %20. Copy the line of the .pub"
          + " file itself: cat ~/.ssh/id_ed25519.pub"),
  WITHOUT_FRAME(
      "^(?:MI|MCow|MFkw|MHYw)[A-Za-z0-9+/\\s]{50,}={0,2}$",
      "This is a key or certificate without its BEGIN and END lines. Paste it with them, or what"
          + " this prints: ssh-keygen -i -m PKCS8 -f KEY.pem");

  private final Pattern look;
  private final String sentence;

  NonKeyText(String look, String sentence) {
    this.look = Pattern.compile(look);
    this.sentence = sentence;
  }

  /** The refusal of a text that is not the line of a key; empty where its form is unknown. */
  static Optional<RejectedKeyException> refusal(String text) {
    return Arrays.stream(values())
        .filter(other -> other.look.matcher(text).find())
        .findFirst()
        .map(other -> new RejectedKeyException(Reason.NOT_A_KEY, other.sentence));
  }
}
