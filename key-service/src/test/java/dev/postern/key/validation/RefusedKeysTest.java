package dev.postern.key.validation;

import static dev.postern.key.validation.AcceptedKeysTest.blob;
import static dev.postern.key.validation.AcceptedKeysTest.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.key.testing.RsaLines;
import dev.postern.key.validation.RejectedKeyException.Reason;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every refusal says what to do next, and nothing of what was pasted. */
@Tag("plain-java")
class RefusedKeysTest {

  private static final BigInteger E = BigInteger.valueOf(65537);

  @TempDir static Path folder;
  private static KeyPairs keys;
  private static String ed25519;
  private static String rsa;
  private static BigInteger modulus;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = new KeyPairs(folder);
    ed25519 = keys.publicKey("demo@laptop", "-t", "ed25519").strip();
    rsa = keys.publicKey("demo@laptop", "-t", "rsa", "-b", "3072").strip();
    modulus = KeyMaterial.decode(KeyType.RSA, blob(rsa)).modulus();
  }

  @Test
  void aShortRsaKeyIsToldItsSizeAndWhatToDo() {
    RejectedKeyException refused =
        refused(keys.publicKey("", "-t", "rsa", "-b", "1024"), Reason.SIZE);

    assertThat(refused)
        .hasMessage(
            "RSA key has 1024 bits; at least 3072 are needed. Create one with: ssh-keygen -t ed25519");
  }

  @Test
  void rsaKeysBetweenTheSizesAreJudgedByTheirBits() {
    refused(keys.publicKey("", "-t", "rsa", "-b", "2048"), Reason.SIZE);
    refused(line(KeyMaterial.rsa(E, modulus.shiftLeft(16384).setBit(0))), Reason.SIZE);
  }

  @ParameterizedTest
  @CsvSource({"ed25519, ''", "rsa, PEM", "rsa, PKCS8", "ecdsa, PEM", "ed25519, RFC4716"})
  void aPrivateKeyIsRefusedFirstWithFixedText(String type, String format) {
    Path file =
        format.isEmpty()
            ? keys.make("demo", "-t", type)
            : keys.make("demo", "-t", type, "-m", format);
    String text = KeyPairs.read(file);

    for (String pasted :
        new String[] {
          text,
          text.replace("\n", " "),
          text.replace("\n", "\\n"),
          text.replace("\n", ""),
          text.toLowerCase(java.util.Locale.ROOT),
          ed25519 + " " + text,
          ed25519 + "\n" + text,
          " ".repeat(20_000) + text,
          text.repeat(60)
        }) {
      assertThat(refused(pasted, Reason.PRIVATE_KEY)).hasMessage(PrivateKeyText.ADVICE);
    }
  }

  @Test
  void aPrivateKeyWithoutItsFrameOrInPuttysFormIsRecognised() {
    String body =
        KeyPairs.read(keys.make("demo", "-t", "ed25519")).lines().skip(1).findFirst().get();

    refused(body, Reason.PRIVATE_KEY);
    refused("PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none", Reason.PRIVATE_KEY);
    refused("---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n", Reason.PRIVATE_KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "command=\"id\" %s",
        "no-pty,from=\"*\" %s",
        "localhost %s",
        "[127.0.0.1]:22 %s",
        "cert-authority %s"
      })
  void textInFrontOfAKeyIsRefused(String form) {
    refused(form.formatted(ed25519), Reason.OPTIONS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%1$s\n%1$s", "%s\nsecond line", "%s\r# comment", "# mine\n%s"})
  void moreThanOneLineIsRefused(String form) {
    refused(form.formatted(ed25519), Reason.NOT_ONE_LINE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u001b[31mred",
        "a\u0000b",
        "a\u202eb",
        "a\u2066b",
        "zero\u200bwidth",
        "a\ufeffb",
        "a\u2028b",
        "a\ud800b",
        "a\u0085b",
        "tag\udb40\udc41"
      })
  void aCommentThatHidesSomethingIsRefused(String comment) {
    refused(ed25519 + " " + comment, Reason.COMMENT);
  }

  @Test
  void aCommentOfMoreThan255CharactersIsRefused() {
    refused(
        ed25519.split(" ")[0] + " " + ed25519.split(" ")[1] + " " + "x".repeat(256),
        Reason.COMMENT);
  }

  @Test
  void anythingOver16KibIsRefused() {
    refused(ed25519 + " " + "ü".repeat(8 * 1024), Reason.TOO_LARGE);
    refused("A".repeat(1 << 20), Reason.TOO_LARGE);
  }

  @Test
  void otherTypesAreRefusedEachWithWhatToDo() throws Exception {
    Path key = keys.make("demo", "-t", "ed25519");
    Path ca = keys.make("ca", "-t", "ed25519");
    new ProcessBuilder("ssh-keygen", "-q", "-s", ca + "", "-I", "demo", "-n", "root", key + ".pub")
        .redirectErrorStream(true)
        .start()
        .waitFor();

    refused(KeyPairs.read(Path.of(key + "-cert.pub")), Reason.CERTIFICATE);
    refused("ssh-dss " + "AAAAB3NzaC1kc3M= dsa", Reason.WEAK_TYPE);
    refused("ssh-ed448 AAAA", Reason.UNKNOWN_TYPE);
    refused("ssh-rsa1 AAAA", Reason.UNKNOWN_TYPE);
    refused("hello", Reason.UNKNOWN_TYPE);
    refused(" \n\t ", Reason.EMPTY);
    assertThat(refused(ed25519.split(" ")[1], Reason.MALFORMED)).hasMessageContaining("type");
  }

  @Test
  void declaredAndInnerTypeMustBeTheSame() {
    refused("ssh-rsa " + ed25519.split(" ")[1], Reason.MALFORMED);
    refused("ssh-ed25519 " + rsa.split(" ")[1], Reason.MALFORMED);
    refused("ecdsa-sha2-nistp384 " + ed25519.split(" ")[1], Reason.MALFORMED);
  }

  @Test
  void aBlobHasExactlyOneForm() {
    byte[] blob = blob(ed25519);
    refused("ssh-ed25519 " + base64(Arrays.copyOf(blob, blob.length + 1)), Reason.MALFORMED);
    refused("ssh-ed25519 " + base64(Arrays.copyOf(blob, blob.length - 1)), Reason.MALFORMED);
    refused("ssh-ed25519 " + ed25519.split(" ")[1] + "=", Reason.MALFORMED);
    refused("ssh-ed25519", Reason.MALFORMED);
    byte[] padded = new byte[modulus.toByteArray().length + 1];
    System.arraycopy(modulus.toByteArray(), 0, padded, 1, padded.length - 1);
    byte[] spare = new WireWriter().string("ssh-rsa").number(E).string(padded).toBytes();
    refused("ssh-rsa " + base64(spare), Reason.MALFORMED);
    byte[] negative =
        new WireWriter().string("ssh-rsa").number(E).number(modulus.negate()).toBytes();
    refused("ssh-rsa " + base64(negative), Reason.MALFORMED);
  }

  @Test
  void aPointOffItsCurveOrOfLowOrderIsRefused() throws Exception {
    String ecdsa = keys.publicKey("", "-t", "ecdsa", "-b", "256");
    byte[] point = KeyMaterial.decode(KeyType.ECDSA_256, blob(ecdsa)).point();
    point[64] ^= 1;
    refused(line(KeyMaterial.point(KeyType.ECDSA_256, point)), Reason.MALFORMED);
    refused(line(KeyMaterial.point(KeyType.ECDSA_256, new byte[] {0})), Reason.MALFORMED);

    byte[] identity = new byte[32];
    identity[0] = 1;
    refused(line(KeyMaterial.point(KeyType.ED25519, identity)), Reason.MALFORMED);
    refused(line(KeyMaterial.point(KeyType.ED25519, new byte[32])), Reason.MALFORMED);
    refused(line(KeyMaterial.point(KeyType.ED25519, new byte[33])), Reason.MALFORMED);
    byte[] good = KeyMaterial.decode(KeyType.ED25519, blob(ed25519)).point();
    refused(line(new KeyMaterial(KeyType.SK_ED25519, null, null, good, "")), Reason.MALFORMED);
    refused(line(new KeyMaterial(KeyType.SK_ED25519, null, null, good, "a\nb")), Reason.MALFORMED);
  }

  @Test
  void weakRsaKeysAreRefused() {
    refused(line(KeyMaterial.rsa(BigInteger.ONE, modulus)), Reason.WEAK);
    refused(line(KeyMaterial.rsa(BigInteger.valueOf(65536), modulus)), Reason.WEAK);
    refused(line(KeyMaterial.rsa(modulus.subtract(BigInteger.TWO), modulus)), Reason.WEAK);
    refused(line(KeyMaterial.rsa(E, modulus.clearBit(0))), Reason.WEAK);
    refused(line(KeyMaterial.rsa(E, modulus.multiply(BigInteger.valueOf(8191)))), Reason.WEAK);
    assertThat(refused(RsaLines.withCloseFactors(), Reason.WEAK)).hasMessageContaining("so close");
    refused(line(KeyMaterial.rsa(E, modulus.multiply(modulus))), Reason.WEAK);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 8191, 16_381, 16_411, 65_537, 524_287, 1_048_573})
  void aModulusWithAPrimeFactorBelowAMillionIsRefused(int factor) {
    BigInteger broken = modulus.multiply(BigInteger.valueOf(factor));

    assertThat(refused(line(KeyMaterial.rsa(E, broken)), Reason.WEAK))
        .hasMessageContaining("small factor");
  }

  @Test
  void aModulusOfAnySizeWithoutASmallFactorIsNotTakenForOneWith() {
    // Each size is computed in blocks of its own; powers of a good modulus are good as well.
    for (int power = 1; power <= 5; power++) {
      BigInteger good = modulus.pow(power);
      assertThat(SmallFactors.has(good)).as("power %d", power).isFalse();
      assertThat(SmallFactors.has(good.multiply(BigInteger.valueOf(1_048_573)))).isTrue();
    }
  }

  @Test
  void aModulusOfInfineonsLibraryIsRefused() {
    assertThat(refused(RsaLines.ofInfineon(), Reason.WEAK)).hasMessageContaining("ROCA");
  }

  @Test
  void publiclyKnownKeysAreRefused() {
    refused(
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN1YdxBpNlzxDqfJyw/QKow1F+wvG9hXGoqiysfJOn5Y vagrant"
            + " insecure public key",
        Reason.COMPROMISED);
  }

  @Test
  void keysOfAMountedBlocklistAreRefused() throws Exception {
    Path file = folder.resolve("blocklist.dat");
    String ecdsa = keys.publicKey("", "-t", "ecdsa", "-b", "521").strip();
    byte[] x =
        Curve.NISTP521.x(KeyMaterial.decode(KeyType.ECDSA_521, blob(ecdsa)).point()).toByteArray();
    byte[] point = KeyMaterial.decode(KeyType.ED25519, blob(ed25519)).point();
    byte[] n = modulus.toByteArray();
    Files.write(
        file,
        Badkeys.file(
            x[0] == 0 ? Arrays.copyOfRange(x, 1, x.length) : x,
            point,
            Arrays.copyOfRange(n, 1, n.length)));
    PublicKeyValidator validator =
        new PublicKeyValidator(KeyPolicy.DEFAULT, new BadkeysBlocklist(file));

    for (String listed : new String[] {ecdsa, ed25519, rsa}) {
      assertThat(catchThrowableOfType(RejectedKeyException.class, () -> validator.validate(listed)))
          .extracting(RejectedKeyException::reason)
          .isEqualTo(Reason.COMPROMISED);
    }
    assertThat(
            catchThrowableOfType(
                RejectedKeyException.class,
                () -> validator.validate(keys.publicKey("", "-t", "ed25519"))))
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN PUBLIC KEY-----",
        "---- BEGIN SSH2 PUBLIC KEY ----",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
        "-----BEGIN PUBLIC KEY-----\nMAA=\n-----END PUBLIC KEY-----",
        "---- BEGIN SSH2 PUBLIC KEY ----\nComment: \\\n---- END SSH2 PUBLIC KEY ----",
        "---- BEGIN SSH2 PUBLIC KEY ----\n:\n---- END SSH2 PUBLIC KEY ----"
      })
  void brokenFramesAreRefused(String text) {
    assertThat(catchThrowableOfType(RejectedKeyException.class, () -> validator().validate(text)))
        .isNotNull();
  }

  private static PublicKeyValidator validator() {
    return new PublicKeyValidator(KeyPolicy.DEFAULT, new BundledBlocklist());
  }

  private static RejectedKeyException refused(String text, Reason reason) {
    RejectedKeyException refused =
        catchThrowableOfType(RejectedKeyException.class, () -> validator().validate(text));
    assertThat(refused).as("refused").isNotNull();
    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.getMessage()).doesNotContain("AAAA").doesNotContain("demo");
    return refused;
  }

  private static String base64(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }
}
