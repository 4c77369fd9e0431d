package dev.postern.key.validation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.BERTags;

/**
 * Recognises the body of a private key without its frame: base64, or octets that a program read as
 * text, of OpenSSH's, dropbear's, PKCS#1, PKCS#8, PKCS#12, SEC 1's and OpenPGP's forms. Only the
 * beginning is looked at, since the end may be missing.
 */
final class PrivateKeyBytes {

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9+/_-]{16,}={0,2}");
  private static final Pattern BETWEEN_BODIES = Pattern.compile("-{4,}");
  private static final Pattern ESCAPE = Pattern.compile("\\\\[nrt]");
  private static final Set<String> NAMED_KEYS =
      Set.of(
          "ssh-rsa",
          "ssh-dss",
          "ssh-ed25519",
          "ssh-ed448",
          "ecdsa-sha2-nistp256",
          "ecdsa-sha2-nistp384",
          "ecdsa-sha2-nistp521");

  private static final Pattern FILE =
      Pattern.compile("\\x00{3}.(ssh-rsa|ssh-dss|ssh-ed25519|ecdsa-sha2-nistp(?:256|384|521))");

  /** Characters of a public key's octets; a private key of the size that is common has more. */
  private static final Map<String, Integer> LONGEST_PUBLIC =
      Map.of(
          "ssh-rsa", 600,
          "ssh-dss", 440,
          "ssh-ed25519", 60,
          "ecdsa-sha2-nistp256", 120,
          "ecdsa-sha2-nistp384", 156,
          "ecdsa-sha2-nistp521", 198);

  private static final int SEQUENCE = BERTags.SEQUENCE | BERTags.CONSTRUCTED;

  /** The object identifier under which PKCS#5 has its algorithms. */
  private static final byte[] PKCS5 = HexFormat.of().parseHex("2a864886f70d0105");

  private PrivateKeyBytes() {}

  /**
   * @param framed whether a text has the words of a private key's frame
   */
  static boolean areIn(String text, Predicate<String> framed) {
    return candidates(text).stream().anyMatch(octets -> isSecret(octets, framed))
        || isGarbledFile(text);
  }

  /** dropbear's file as a program reads it as text: the length and the name are left. */
  private static boolean isGarbledFile(String text) {
    Matcher name = FILE.matcher(text);
    return name.find() && text.length() - name.start() > LONGEST_PUBLIC.get(name.group(1));
  }

  /** Each word; all words of a body, which dashes end; and the text as it is. */
  private static List<byte[]> candidates(String text) {
    List<byte[]> candidates = new ArrayList<>();
    for (String body : BETWEEN_BODIES.split(text)) {
      var all = new StringBuilder();
      Matcher words = WORD.matcher(ESCAPE.matcher(body).replaceAll(" "));
      while (words.find()) {
        candidates.add(decoded(words.group()));
        all.append(words.group());
      }
      if (!hasNameOfType(text)) {
        candidates.add(decoded(all.toString()));
      }
    }
    candidates.add(text.getBytes(ISO_8859_1));
    return candidates;
  }

  /** A comment behind a public key is not a part of it. */
  private static boolean hasNameOfType(String text) {
    return Arrays.stream(KeyType.values()).anyMatch(type -> text.contains(type.sshName()));
  }

  private static byte[] decoded(String base64) {
    String text = base64.replace('-', '+').replace('_', '/').replace("=", "");
    // One character alone is no octet.
    return Base64.getDecoder()
        .decode(text.length() % 4 == 1 ? text.substring(0, text.length() - 1) : text);
  }

  private static boolean isSecret(byte[] octets, Predicate<String> framed) {
    return isOfDer(octets)
        || isNamedWithMore(octets)
        || isOfOpenPgp(octets)
        || framed.test(new String(octets, ISO_8859_1));
  }

  /** A SEQUENCE whose first values no public key begins with. */
  private static boolean isOfDer(byte[] octets) {
    int at = insideSequence(octets, 0);
    if (at < 0) {
      return false;
    }
    if (starts(octets, at, BERTags.INTEGER, 1)) {
      int version = octet(octets, at + 2);
      int next = octet(octets, at + 3);
      return version <= 1 && next == BERTags.INTEGER // PKCS#1, and OpenSSL's own form of DSA
          || version <= 1 && next == SEQUENCE // PKCS#8
          || version == 1 && next == BERTags.OCTET_STRING // SEC 1
          || version == 3 && next == SEQUENCE; // PKCS#12
    }
    // PKCS#8 under a password: an algorithm of PKCS#5.
    int algorithm = insideSequence(octets, at);
    return algorithm > 0
        && starts(octets, algorithm, BERTags.OBJECT_IDENTIFIER, PKCS5.length + 1)
        && Arrays.mismatch(octets, algorithm + 2, octets.length, PKCS5, 0, PKCS5.length)
            >= PKCS5.length;
  }

  private static boolean starts(byte[] octets, int at, int tag, int length) {
    return octet(octets, at) == tag && octet(octets, at + 1) == length;
  }

  /** Where the content of a SEQUENCE begins; below 0 where there is none. */
  private static int insideSequence(byte[] octets, int at) {
    if (octet(octets, at) != SEQUENCE) {
      return -1;
    }
    int length = octet(octets, at + 1);
    return length < 0x80 ? at + 2 : at + 2 + (length & 0x7f);
  }

  private static int octet(byte[] octets, int at) {
    return at < octets.length ? octets[at] & 0xff : -1;
  }

  /** SSH's own form, with more fields than the public key has. */
  private static boolean isNamedWithMore(byte[] octets) {
    WireReader reader = new WireReader(octets);
    try {
      String type = reader.text();
      if (!NAMED_KEYS.contains(type)) {
        return false;
      }
      int fields = type.equals("ssh-dss") ? 4 : type.startsWith("ssh-ed") ? 1 : 2;
      int longest = 0;
      for (int i = 0; i < fields; i++) {
        longest = Math.max(longest, reader.string().length);
      }
      // dropbear's Ed25519: the seed and the public half in one.
      return type.equals("ssh-ed25519") && longest == 64 || reader.string().length > 0;
    } catch (RejectedKeyException e) {
      return false;
    }
  }

  /** A packet of a secret key or subkey (RFC 9580 section 5.5), of version 3 to 6. */
  private static boolean isOfOpenPgp(byte[] octets) {
    int tag = octet(octets, 0);
    int version =
        switch (tag) {
          case 0x94, 0x9c -> octet(octets, 2);
          case 0x95, 0x9d -> octet(octets, 3);
          case 0xc5, 0xc7 -> octet(octets, octet(octets, 1) < 192 ? 2 : 3);
          default -> -1;
        };
    return version >= 3 && version <= 6;
  }
}
