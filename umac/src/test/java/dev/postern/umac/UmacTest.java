package dev.postern.umac;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The test vectors of RFC 4418's appendix; a real sshd has the longer tags. */
class UmacTest {

  private static final byte[] KEY = "abcdefghijklmnop".getBytes(US_ASCII);
  private static final long NONCE = ByteBuffer.wrap("bcdefghi".getBytes(US_ASCII)).getLong();

  @ParameterizedTest
  @CsvSource({
    "a, 0, 6e155fad26900be1",
    "a, 3, 44b5cb542f220104",
    "a, 1024, 26bf2f5d60118bd9",
    "a, 32768, 27f8ef643b0d118d",
    "a, 1048576, a4477e87e9f55853",
    "abc, 1, d4d7b9f6bd4fbfcf",
    "abc, 500, d4cf26ddefd5c01a"
  })
  void tagsAreThoseOfTheStandard(String word, int times, String tag) throws Exception {
    byte[] message = word.repeat(times).getBytes(US_ASCII);

    byte[] made = new Umac(KEY, 8).tag(NONCE, message, message.length);

    assertThat(HexFormat.of().formatHex(made)).isEqualTo(tag);
  }
}
