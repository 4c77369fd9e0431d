package dev.postern.transparency.leaf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.transparency.leaf.LogRecord.LogHeader;
import dev.postern.transparency.merkle.TreeHash;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeafEncodingTest {

  private static final LogRecord RECORD =
      new LogRecord(
          "postern.keys",
          2,
          258,
          1_790_000_000_123L,
          utf8("demo"),
          List.of(
              new LogHeader("ce_type", utf8("dev.postern.KeyAdded.v1")),
              new LogHeader("ce_id", utf8("0198"))),
          utf8("{}"));

  /** The first vector of docs/audit/leaf.md. */
  @Test
  void theBytesAreThoseOfTheDocumentation() {
    byte[] encoded = LeafEncoding.encode(RECORD);
    assertThat(hex(encoded))
        .isEqualTo(
            "0000000c706f737465726e2e6b657973"
                + "0000000400000002"
                + "000000080000000000000102"
                + "00000008000001a0c4506c7b"
                + "0000000464656d6f"
                + "00000037"
                + "0000000563655f6964"
                + "0000000430313938"
                + "0000000763655f74797065"
                + "000000176465762e706f737465726e2e4b657941646465642e7631"
                + "000000027b7d");
    assertThat(hex(new TreeHash().leaf(encoded)))
        .isEqualTo("8365f7cb47e8495b015a19e9920bb744adca5c0796e6aeec5ec807edc00a16c9");
  }

  /** The second vector of docs/audit/leaf.md. */
  @Test
  void whatIsNullHasALengthOfItsOwn() {
    LogRecord bare = new LogRecord("t", 0, 0, 0, null, List.of(new LogHeader("h", null)), null);
    assertThat(hex(LeafEncoding.encode(bare)))
        .isEqualTo(
            "0000000174"
                + "0000000400000000"
                + "000000080000000000000000"
                + "000000080000000000000000"
                + "ffffffff"
                + "00000009"
                + "0000000168"
                + "ffffffff"
                + "ffffffff");
  }

  @Test
  void theOrderOfHeadersDoesNotCountAndTheirNumberDoes() {
    LogHeader first = new LogHeader("a", utf8("1"));
    LogHeader second = new LogHeader("a", utf8("2"));
    assertThat(LeafEncoding.encode(with(first, second)))
        .isEqualTo(LeafEncoding.encode(with(second, first)))
        .isNotEqualTo(LeafEncoding.encode(with(first, second, second)));
  }

  @Test
  void aRecordIsReadBack() {
    byte[] encoded = LeafEncoding.encode(RECORD);
    LogRecord decoded = LeafEncoding.decode(encoded);
    assertThat(decoded.offset()).isEqualTo(258);
    assertThat(decoded.headers()).extracting(LogHeader::name).containsExactly("ce_id", "ce_type");
    assertThat(LeafEncoding.encode(decoded)).isEqualTo(encoded);
  }

  @Test
  void otherBytesAreRefused() {
    byte[] encoded = LeafEncoding.encode(RECORD);
    for (int length = 0; length < encoded.length; length++) {
      byte[] cut = Arrays.copyOf(encoded, length);
      assertThatThrownBy(() -> LeafEncoding.decode(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> LeafEncoding.decode(Arrays.copyOf(encoded, encoded.length + 1)))
        .hasMessageContaining("canonical");
  }

  private static LogRecord with(LogHeader... headers) {
    return new LogRecord("t", 0, 0, 0, null, List.of(headers), null);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
