package dev.postern.key.validation;

import static dev.postern.key.validation.AcceptedKeysTest.blob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.key.validation.RejectedKeyException.Reason;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people really paste: a good key with something around it, or something else. */
@Tag("plain-java")
class PastedTextsTest {

  private static final PublicKeyValidator VALIDATOR =
      new PublicKeyValidator(KeyPolicy.DEFAULT, new BundledBlocklist());

  @TempDir static Path folder;
  private static KeyPairs keys;
  private static String ed25519;
  private static String rsa;

  @BeforeAll
  static void makeKeys() {
    keys = new KeyPairs(folder);
    ed25519 = keys.publicKey("demo@laptop", "-t", "ed25519").strip();
    rsa = keys.publicKey("demo@laptop", "-t", "rsa", "-b", "3072").strip();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ufeff%s",
        "\u00a0%s\u00a0",
        "\u200b%s\u200b\n",
        "\u2060\u200e%s\u200f\u202c",
        "\u3000\t%s\u00ad\r\n",
        "\u2028%s\u2029\u0085"
      })
  void whatCannotBeSeenAtTheEndsIsStripped(String form) throws Exception {
    SshPublicKey key = VALIDATOR.validate(form.formatted(ed25519));

    assertThat(key.comment()).isEqualTo("demo@laptop");
    assertThat(key.fingerprint()).isEqualTo(VALIDATOR.validate(ed25519).fingerprint());
    VALIDATOR.validate(form.formatted(keys.exported(rsa, "PKCS8")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00a0", "\u200b", "\u00ad", "\u202f", "\u2013"})
  void aCharacterInsideThatNoKeyHasIsNamedWithItsPlace(String odd) {
    String name = "U+%04X".formatted(odd.codePointAt(0));

    assertThat(refused(ed25519.replaceFirst(" ", odd)))
        .hasMessageContaining(name + " at position 12");
    assertThat(refused(ed25519.substring(0, 30) + odd + ed25519.substring(30)))
        .hasMessageContaining(name + " at position 31");
  }

  @Test
  void anUnseenCharacterInACommentIsNamedAndLettersOfAnyLanguageAreNot() throws Exception {
    String key = ed25519.substring(0, ed25519.lastIndexOf(' ') + 1);

    assertThat(refused(key + "a\u200bb"))
        .hasMessageContaining("U+200B at position " + (key.length() + 2));
    assertThat(VALIDATOR.validate(key + "Grüße").comment()).isEqualTo("Grüße");
    assertThat(VALIDATOR.validate(key + "private key: old laptop").comment()).contains("laptop");
    assertThat(refused(key.strip() + "x Grüße").getMessage()).doesNotContain("U+");
  }

  @Test
  void textAroundAFrameIsSkipped() throws Exception {
    String fingerprint = VALIDATOR.validate(rsa).fingerprint();
    for (String format : new String[] {"RFC4716", "PKCS8", "PEM"}) {
      String framed = keys.exported(rsa, format);

      assertThat(VALIDATOR.validate("Here is my key:\n\n" + framed + "\n-- \nDemo").fingerprint())
          .isEqualTo(fingerprint);
      assertThat(VALIDATOR.validate(framed.replace("\n", "\r\n")).fingerprint())
          .isEqualTo(fingerprint);
      assertThat(VALIDATOR.validate(framed.replaceAll("(?m)^", "> ")).fingerprint())
          .isEqualTo(fingerprint);
      assertThat(refused(framed + framed).reason()).isEqualTo(Reason.NOT_ONE_LINE);
      assertThat(refused(ed25519 + "\n" + framed)).hasMessageContaining("more than one key");
    }
  }

  @Test
  void dsaIsToldInEveryFrame() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("DSA");
    generator.initialize(1024);
    String info = base64(generator.generateKeyPair().getPublic().getEncoded());
    String blob = base64(new WireWriter().string("ssh-dss").string("p").toBytes());

    for (String text :
        new String[] {
          "-----BEGIN PUBLIC KEY-----\n" + info + "\n-----END PUBLIC KEY-----",
          "---- BEGIN SSH2 PUBLIC KEY ----\n" + blob + "\n---- END SSH2 PUBLIC KEY ----",
          "ssh-dss " + blob,
          "SSH-DSS " + blob
        }) {
      assertThat(refused(text).reason()).as(text).isEqualTo(Reason.WEAK_TYPE);
      assertThat(refused(text)).hasMessageContaining("DSA");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`SHA256:aLlEMfqp7pyUZteLFwNmBiTFf5P7cbI57PTgK5YuFew`|fingerprint",
        "`256 SHA256:aLlEMfqp7pyUZteLFwNmBiTFf5P7cbI57PTgK5YuFew me (ED25519)`|fingerprint",
        "`2048 MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48 me (RSA)`|fingerprint",
        "`16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48`|fingerprint",
        "`~/.ssh/id_ed25519.pub`|name of a file",
        "`/home/demo/.ssh/id_rsa`|name of a file",
        "`C:\\Users\\demo\\.ssh\\id_ed25519.pub`|name of a file",
        "`id_ed25519.pub`|name of a file",
        "`cat ~/.ssh/id_ed25519.pub`|is a command",
        "`$ ssh-keygen -t ed25519`|is a command",
        "`https://example.org/demo.keys`|address",
        "`age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p`|age",
        "`hE2nFxFqdVTPUzFzgWDgFJFgRxXsTzDtE2WCkVPmfHo=`|32 bytes",
        "`untrusted comment: minisign public key 1\nRWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3`|minisign",
        "`{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}`|JSON Web Key",
        "`Public-Lines: 2\nAAAAC3NzaC1lZDI1NTE5AAAAIA==`|PuTTY",
        "`1024 35 1391111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111 me`|first version",
        "`-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----`|X.509",
        "`-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----`|request",
        "`-----BEGIN PGP PUBLIC KEY BLOCK-----\nmQEN\n-----END PGP PUBLIC KEY BLOCK-----`|OpenPGP",
        "`-----BEGIN PUBLIC KEY-----\nMEMwBQYDK2VxAzoA\n-----END PUBLIC KEY-----`|damaged",
        "`ssh-ed448 AAAACXNzaC1lZDQ0OA==`|Ed448",
        "`webauthn-sk-ecdsa-sha2-nistp256@openssh.com AAAA me`|WebAuthn",
        "`rsa-sha2-512 AAAAB3NzaC1yc2E= me`|how an RSA key signs",
        "`MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=`|without its BEGIN",
        "`+--[ED25519 256]--+\n|        .o        |\n+----[SHA256]-----+`|while it makes a key"
      })
  void whatIsNoKeyIsCalledByItsName(String text, String kind) {
    assertThat(refused(text)).hasMessageContaining(kind);
  }

  @Test
  void aKeyWithSomethingAroundItIsToldWhat() {
    String[] words = ed25519.split(" ");

    assertThat(refused('"' + ed25519 + '"')).hasMessageContaining("quotation marks");
    assertThat(refused("\u201c" + ed25519 + "\u201d")).hasMessageContaining("quotation marks");
    assertThat(refused("`" + ed25519 + "`")).hasMessageContaining("quotation marks");
    assertThat(refused(ed25519.replace(" ", "&nbsp;"))).hasMessageContaining("HTML");
    assertThat(refused(ed25519.replace(" ", "%20"))).hasMessageContaining("%20");
    assertThat(refused(ed25519 + "\n" + rsa)).hasMessageContaining("more than one key");
    assertThat(refused(rsa.replaceAll("(.{72})", "$1\n"))).hasMessageContaining("broken into");
    assertThat(refused("host.example,192.0.2.1 " + ed25519)).hasMessageContaining("known_hosts");
    assertThat(refused("|1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8w= " + ed25519))
        .hasMessageContaining("known_hosts");
    assertThat(refused("no-pty " + ed25519)).hasMessageContaining("Options");
    assertThat(refused(ed25519.replace("ssh-", "Ssh-"))).hasMessageContaining("begin with ssh-");
    assertThat(refused(words[0] + words[1])).hasMessageContaining("and a space");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlFgEZ\n-----END PGP PRIVATE KEY BLOCK-----",
        "AGE-SECRET-KEY-1QQPQYRQQPQYRQQPQYRQQPQYRQQPQYRQQPQYRQQPQYRQQPQYRQQPQYRQQPQ",
        "age-secret-key-1qqpqyrqqpqyrqqpqyr",
        "# created: 2026-01-01\n# public key: age1x\nAGE-SECRET-KEY-1QQ",
        "untrusted comment: minisign encrypted secret key\nRWRTY0IyMRYmhcFnSL",
        "RWRTY0IyMRYmhcFnSLRWRTY0IyMRYmhcFnSL",
        "untrusted comment: signify secret key\nRWRCSwAAAABVN5lr2JViGBN8DhX3",
        "RWRCSwAAAABVN5lr2JViGBN8DhX3",
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"d\":\"nWGxne_9Wm\",\"x\":\"11qY\"}",
        "{\"keys\":[{\"d\" : \"nWGxne_9Wm\", \"kty\" : \"EC\"}]}",
        "{\\\"kty\\\":\\\"RSA\\\",\\\"n\\\":\\\"x\\\",\\\"d\\\":\\\"y\\\"}",
        "{\u201ckty\u201d:\u201cOKP\u201d,\u201cd\u201d:\u201cnWGxne\u201d}",
        "{'kty':'oct','k':'AAAA'}",
        "[Interface]\nPrivateKey = yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=",
        "<RSAKeyValue><Modulus>AA</Modulus><D>BB</D></RSAKeyValue>",
        "PuTTY-User-Key-File-2: ssh-rsa\r\nEncryption: aes256-cbc",
        "Private-Lines: 1\nAAAAIA==",
        "Private-Key: (3072 bit, 2 primes)\nmodulus:\n    00:9d",
        "RSA Private-Key:\nprivateExponent:\n    2f:9d",
        "lFgEaSf0zBYJKwYBBAHaRw8BAQdA",
        "-----BEGIN%20OPENSSH%20PRIVATE%20KEY-----",
        "-----BEGIN&nbsp;RSA&nbsp;PRIVATE&nbsp;KEY-----",
        "-----BEGIN\u00a0RSA\u200bPRIVATE\u00a0KEY-----"
      })
  void aPrivateKeyOfAnotherProgramIsTold(String text) {
    assertThat(refused(text)).hasMessage(PrivateKeyText.ADVICE);
  }

  @ParameterizedTest
  @CsvSource({
    "ed25519, ''",
    "rsa, ''",
    "ecdsa, ''",
    "rsa, PEM",
    "rsa, PKCS8",
    "ecdsa, PEM",
    "ecdsa, PKCS8"
  })
  void aPrivateKeyWithoutItsFrameIsTold(String type, String format) {
    Path file =
        format.isEmpty()
            ? keys.make("demo", "-t", type)
            : keys.make("demo", "-t", type, "-m", format);
    String text = KeyPairs.read(file);
    String body =
        text.lines().filter(line -> !line.startsWith("-")).reduce("", (a, b) -> a + '\n' + b);

    for (String pasted :
        new String[] {
          body,
          body.replace("\n", ""),
          body.replace("\n", " "),
          body.replace("\n", "\\n"),
          body.replace("\n", "\r\n> "),
          base64(text.getBytes(StandardCharsets.US_ASCII)),
          "IdentityFile = \"" + body.replace("\n", "") + '"'
        }) {
      assertThat(refused(pasted).reason()).as(pasted).isEqualTo(Reason.PRIVATE_KEY);
    }
  }

  @Test
  void dropbearsPrivateKeysAreToldInBase64AndAsOctetsReadAsText() throws Exception {
    KeyMaterial key = KeyMaterial.decode(KeyType.RSA, blob(rsa));
    byte[] rsaPrivate =
        new WireWriter()
            .string("ssh-rsa")
            .number(key.exponent())
            .number(key.modulus())
            .number(key.modulus().subtract(BigInteger.TWO)) // As long as its d.
            .toBytes();
    byte[] ed25519Private = new WireWriter().string("ssh-ed25519").string(new byte[64]).toBytes();

    for (byte[] secret : new byte[][] {rsaPrivate, ed25519Private}) {
      assertThat(refused(base64(secret)).reason()).isEqualTo(Reason.PRIVATE_KEY);
      assertThat(refused("ssh-rsa " + base64(secret)).reason()).isEqualTo(Reason.PRIVATE_KEY);
      assertThat(refused(new String(secret, StandardCharsets.ISO_8859_1)).reason())
          .isEqualTo(Reason.PRIVATE_KEY);
      assertThat(refused(new String(secret, StandardCharsets.UTF_8)).reason())
          .isEqualTo(Reason.PRIVATE_KEY);
    }
  }

  @Test
  void aPublicKeyInAnUnusualFormIsNotTakenForAPrivateOne() {
    for (String text :
        new String[] {
          blob64(rsa),
          blob64(ed25519),
          rsa.replaceAll("(.{72})", "$1\n"),
          keys.exported(rsa, "PKCS8").replaceAll("-----.*", ""),
          "ssh-rsa " + rsa.split(" ")[1] + "=="
        }) {
      assertThat(refused(text).reason()).as(text).isNotEqualTo(Reason.PRIVATE_KEY);
    }
  }

  private static String blob64(String line) {
    return line.split(" ")[1];
  }

  private static RejectedKeyException refused(String text) {
    RejectedKeyException refused =
        catchThrowableOfType(RejectedKeyException.class, () -> VALIDATOR.validate(text));
    assertThat(refused).as("refused: %s", text).isNotNull();
    assertThat(refused.getMessage()).doesNotContain("AAAA").doesNotContain("demo");
    return refused;
  }

  private static String base64(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }
}
