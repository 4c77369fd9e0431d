package dev.postern.key.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.key.validation.RejectedKeyException.Reason;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key has one encoding: what BER says in another way is refused. */
@Tag("plain-java")
class DerTest {

  private static final String POINT = "ab".repeat(32);

  @Test
  void derIsRead() throws Exception {
    assertThat(info("302a" + "300506032b6570" + "032100" + POINT).point()).hasSize(32);
    assertThat(rsa("3008" + "02030100ff" + "020103").modulus()).isEqualTo(65_791);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "30", // no length
        "302a" + "300506032b6570" + "0321", // cut off
        "302a" + "300506032b6570" + "032100" + "POINT" + "00", // more behind it
        "302c" + "300506032b6570" + "032100" + "POINT" + "0500", // more inside
        "302c" + "300706032b65700500" + "032100" + "POINT", // parameters that it does not have
        "30812a" + "300506032b6570" + "032100" + "POINT", // a length longer than need be
        "302b" + "30810506032b6570" + "032100" + "POINT", // the same, inside
        "3080" + "300506032b6570" + "032100" + "POINT" + "0000", // indefinite length
        "302c" + "300506032b6570" + "2323" + "032100" + "POINT", // a bit string in parts
        "302a" + "300506032b6570" + "032101" + "POINT", // unused bits
        "312a" + "300506032b6570" + "032100" + "POINT", // a set
        "3009" + "300506032b6570" + "0300", // no bits at all
        "302b" + "30060604802b6570" + "032100" + "POINT" // an identifier with leading zeros
      })
  void anotherEncodingOfAnInfoIsRefused(String hex) {
    assertThatThrownBy(() -> info(hex.replace("POINT", POINT))).satisfies(DerTest::isMalformed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3009" + "0204000100ff" + "020103", // a number longer than need be
        "3007" + "02020fff" + "0201fd", // a negative exponent
        "3006" + "0201ff" + "020103", // a negative modulus
        "3006" + "020100" + "020103", // zero
        "3005" + "0200" + "020103", // no octets
        "3009" + "02020fff" + "020103" + "0500", // more inside
        "3003" + "020103" // one number
      })
  void anotherEncodingOfAnRsaKeyIsRefused(String hex) {
    assertThatThrownBy(() -> rsa(hex)).satisfies(DerTest::isMalformed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3080", "3082ffff", "a080", "2480"})
  void aDeepNestIsRefused(String level) {
    assertThatThrownBy(() -> info(level.repeat(6000))).satisfies(DerTest::isMalformed);
  }

  private static KeyMaterial info(String hex) throws RejectedKeyException {
    return PemPublicKey.ofInfo(HexFormat.of().parseHex(hex));
  }

  private static KeyMaterial rsa(String hex) throws RejectedKeyException {
    return PemPublicKey.ofRsa(HexFormat.of().parseHex(hex));
  }

  private static void isMalformed(Throwable failure) {
    assertThat(failure).isInstanceOf(RejectedKeyException.class);
    assertThat(((RejectedKeyException) failure).reason()).isEqualTo(Reason.MALFORMED);
  }
}
