package dev.postern.ip.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressArithmeticTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "203.0.113.10",
        "0.0.0.0",
        "255.255.255.255",
        "::",
        "::1",
        "2001:db8::10",
        "ff02::1",
        "2001:db8:0:1:1:1:1:1"
      })
  void canonicalAddressesAreWrittenAsTheyAreRead(String text) {
    assertThat(HostAddress.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "2001:DB8::1, 2001:db8::1",
    "2001:db8:0:0:0:0:0:1, 2001:db8::1",
    "::ffff:203.0.113.10, 203.0.113.10",
    "::ffff:cb00:710a, 203.0.113.10",
    "fe80::1%eth0, zone",
    "203.0.113.010, leading zeros",
    "203.0.113, such as",
    "0x7f000001, such as",
    "2130706433, such as",
    "203.0.113.1-9, such as",
    "203.0.113.*, such as",
    "203.0.113.10/32, such as",
    "'', such as",
    "*, such as",
    "::1::2, such as",
    "example.org, such as"
  })
  void anyOtherSpellingIsRefusedWithWhatToWrite(String text, String hint) {
    assertThatThrownBy(() -> HostAddress.parse(text))
        .isInstanceOf(UnusableAddressException.class)
        .hasMessageContaining(hint);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.10/24, 203.0.113.0/24",
    "2001:db8::1/64, 2001:db8::/64",
    "203.0.113.0, ADDRESS/PREFIX",
    "203.0.113.0/33, 0 to 32",
    "203.0.113.0/-1, 0 to 32",
    "203.0.113.0/024, 0 to 32",
    "203.0.113.0/255.255.255.0, 0 to 32",
    "2001:db8::/129, 0 to 128"
  })
  void blocksAreRefusedWithWhatToWrite(String text, String hint) {
    assertThatThrownBy(() -> Block.parse(text))
        .isInstanceOf(UnusableAddressException.class)
        .hasMessageContaining(hint);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.0/24, 254",
    "203.0.113.0/30, 2",
    "203.0.113.0/31, 2",
    "203.0.113.7/32, 1",
    "10.0.0.0/8, 16777214",
    "2001:db8::/126, 3",
    "2001:db8::/127, 2",
    "::1/128, 1",
    "2001:db8::/48, 1208925819614629174706175"
  })
  void networkAndBroadcastAreLeftOutWhereTheyMean(String block, BigInteger usable) {
    assertThat(size(Block.parse(block).usable(List.of()))).isEqualTo(usable);
  }

  @Test
  void reservedBlocksAreLeftOut() {
    // Given
    Block block = Block.parse("203.0.113.0/24");
    List<Block> reserved = List.of(Block.parse("203.0.113.0/30"), Block.parse("203.0.113.128/25"));

    // When
    List<AddressRange> usable = block.usable(reserved);

    // Then
    assertThat(usable).hasSize(1);
    assertThat(new HostAddress(block.family(), usable.get(0).low()).text())
        .isEqualTo("203.0.113.4");
    assertThat(new HostAddress(block.family(), usable.get(0).high()).text())
        .isEqualTo("203.0.113.127");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 15, 16, 17, 254, 1_000})
  void splittingLosesNothing(int size) {
    // Given
    AddressRange range = new AddressRange(BigInteger.ZERO, BigInteger.valueOf(size - 1L));

    // When
    List<AddressRange> parts = range.split(16);

    // Then
    assertThat(parts).hasSizeLessThanOrEqualTo(16);
    assertThat(size(parts)).isEqualTo(range.size());
    for (int i = 1; i < parts.size(); i++) {
      assertThat(parts.get(i).low()).isEqualTo(parts.get(i - 1).high().add(BigInteger.ONE));
    }
  }

  private static BigInteger size(List<AddressRange> ranges) {
    return ranges.stream().map(AddressRange::size).reduce(BigInteger.ZERO, BigInteger::add);
  }

  @Test
  void aRangeGivesItsLowestAddresses() {
    AddressRange range = new AddressRange(BigInteger.TEN, BigInteger.valueOf(13));

    assertThat(range.first(1)).isEqualTo(AddressRange.single(BigInteger.TEN));
    assertThat(range.first(3)).isEqualTo(new AddressRange(BigInteger.TEN, BigInteger.valueOf(12)));
    assertThat(range.first(4)).isEqualTo(range);
    assertThat(range.first(9)).isEqualTo(range);
  }
}
