package dev.postern.transparency.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {

  @ParameterizedTest
  @CsvSource({
    "tile/0/x001/x234/067, 0, 1234067, 256",
    "tile/1/000, 1, 0, 256",
    "tile/63/999.p/1, 63, 999, 1",
    "tile/0/x001/000.p/255, 0, 1000, 255"
  })
  void namesAreThoseOfTheSpecification(String path, int level, long index, int width) {
    assertThat(TilePath.parse(path)).hasValue(new TilePath(level, index, width));
    assertThat(new TilePath(level, index, width)).hasToString(path);
  }

  @Test
  void placesHaveTilesToo() {
    assertThat(TilePath.parse("tile/places/002.p/7")).hasValue(new TilePath(null, 2, 7));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tile/64/000",
        "tile/01/000",
        "tile/0/0",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/x000/000",
        "tile/0/001/000",
        "tile/-1/000",
        "tile/0/../0.hashes",
        "tile/entries/000"
      })
  void otherNamesAreNone(String path) {
    assertThat(TilePath.parse(path)).isEmpty();
  }
}
