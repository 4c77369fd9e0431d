package dev.postern.key.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ssh-keygen makes is accepted and described as ssh-keygen describes it. */
@Tag("plain-java")
class AcceptedKeysTest {

  private static final PublicKeyValidator VALIDATOR =
      new PublicKeyValidator(KeyPolicy.DEFAULT, new BundledBlocklist());

  @TempDir static Path folder;
  private static KeyPairs keys;
  private static String ed25519;

  @BeforeAll
  static void makeKeys() {
    keys = new KeyPairs(folder);
    ed25519 = keys.publicKey("demo@laptop", "-t", "ed25519");
  }

  @ParameterizedTest
  @CsvSource({
    "ed25519, 256, ssh-ed25519",
    "ecdsa, 256, ecdsa-sha2-nistp256",
    "ecdsa, 384, ecdsa-sha2-nistp384",
    "ecdsa, 521, ecdsa-sha2-nistp521",
    "rsa, 3072, ssh-rsa",
    "rsa, 4096, ssh-rsa"
  })
  void aKeyOfEachTypeIsAcceptedAndDescribedAsSshKeygenDoes(String type, int bits, String name)
      throws Exception {
    String line = keys.publicKey("demo@laptop", "-t", type, "-b", Integer.toString(bits));

    SshPublicKey key = VALIDATOR.validate(line);

    String[] described = keys.described(line);
    assertThat(key.type()).isEqualTo(name);
    assertThat(key.bits()).isEqualTo(bits).isEqualTo(Integer.parseInt(described[0]));
    assertThat(key.fingerprint()).isEqualTo(described[1]);
    assertThat(key.comment()).isEqualTo("demo@laptop");
    assertThat(line).isEqualTo("%s %s %s%n".formatted(name, key.blob(), key.comment()));
  }

  @Test
  void keysOfSecurityTokensAreAccepted() throws Exception {
    byte[] point = KeyMaterial.decode(KeyType.ED25519, blob(ed25519)).point();
    String ecdsa = keys.publicKey("", "-t", "ecdsa", "-b", "256");
    byte[] nist = KeyMaterial.decode(KeyType.ECDSA_256, blob(ecdsa)).point();

    for (KeyMaterial token :
        new KeyMaterial[] {
          new KeyMaterial(KeyType.SK_ED25519, null, null, point, "ssh:"),
          new KeyMaterial(KeyType.SK_ECDSA, null, null, nist, "ssh:work")
        }) {
      String line = line(token) + " token";
      SshPublicKey key = VALIDATOR.validate(line);

      assertThat(key.type()).isEqualTo(token.type().sshName());
      assertThat(key.fingerprint()).isEqualTo(keys.described(line)[1]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RFC4716", "PKCS8", "PEM"})
  void otherFormsOfPublicKeysAreConverted(String format) throws Exception {
    for (String[] options :
        new String[][] {{"-t", "rsa", "-b", "3072"}, {"-t", "ecdsa", "-b", "384"}}) {
      if (format.equals("PEM") && options[1].equals("ecdsa")) {
        continue; // PKCS#1 is RSA's alone
      }
      String line = keys.publicKey("demo@laptop", options);

      SshPublicKey converted = VALIDATOR.validate(keys.exported(line, format));

      assertThat(converted.blob()).isEqualTo(VALIDATOR.validate(line).blob());
    }
  }

  @Test
  void rfc4716OfAnEdwardsKeyIsConvertedWithItsComment() throws Exception {
    String framed =
        "---- BEGIN SSH2 PUBLIC KEY ----\r\nSubject: demo\r\ncomment: \"demo's \\\r\nlaptop\"\r\n"
            + ed25519.split(" ")[1]
            + "\r\n---- END SSH2 PUBLIC KEY ----\r\n";

    SshPublicKey key = VALIDATOR.validate(framed);

    assertThat(key.fingerprint()).isEqualTo(VALIDATOR.validate(ed25519).fingerprint());
    assertThat(key.comment()).isEqualTo("demo's laptop");
  }

  @Test
  void pkcs8OfAnEdwardsKeyIsConverted() throws Exception {
    byte[] point = KeyMaterial.decode(KeyType.ED25519, blob(ed25519)).point();
    byte[] prefix = java.util.HexFormat.of().parseHex("302a300506032b6570032100");
    byte[] info = new byte[44];
    System.arraycopy(prefix, 0, info, 0, prefix.length);
    System.arraycopy(point, 0, info, prefix.length, point.length);

    SshPublicKey key =
        VALIDATOR.validate(
            "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getEncoder().encodeToString(info)
                + "\n-----END PUBLIC KEY-----\n");

    assertThat(key.fingerprint()).isEqualTo(VALIDATOR.validate(ed25519).fingerprint());
    assertThat(key.comment()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "demo@laptop", "two  words", "Grüße, 日本", "key of +42"})
  void aCommentIsKeptAsItWasWritten(String comment) throws Exception {
    String[] words = ed25519.strip().split(" ");

    SshPublicKey key =
        VALIDATOR.validate("  " + words[0] + "\t " + words[1] + " " + comment + "\r\n");

    assertThat(key.comment()).isEqualTo(comment);
  }

  @Test
  void anOperatorMayLowerTheSizeOfRsaKeysTo2048() throws Exception {
    String line = keys.publicKey("", "-t", "rsa", "-b", "2048");

    assertThat(new PublicKeyValidator(new KeyPolicy(2048), none -> false).validate(line).bits())
        .isEqualTo(2048);
  }

  @Test
  void aRandomModulusIsNotTakenForRoca() throws Exception {
    String line = keys.publicKey("", "-t", "rsa", "-b", "3072");
    BigInteger modulus = KeyMaterial.decode(KeyType.RSA, blob(line)).modulus();

    assertThat(Roca.made(modulus)).isFalse();
  }

  static byte[] blob(String line) {
    return Base64.getDecoder().decode(line.split(" ")[1]);
  }

  static String line(KeyMaterial key) {
    return key.type().sshName() + " " + Base64.getEncoder().encodeToString(key.encoded());
  }
}
