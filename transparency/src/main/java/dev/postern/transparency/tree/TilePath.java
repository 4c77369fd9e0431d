package dev.postern.transparency.tree;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a tile below its log, as in C2SP tlog-tiles: {@code tile/L/N} or {@code
 * tile/L/N.p/W}. The places of leaves have the level {@code places}.
 *
 * @param level null for places
 * @param width items in it, 256 where it is whole
 */
public record TilePath(Integer level, long index, int width) {

  /** Items of a whole tile. */
  public static final int WIDTH = 256;

  private static final String PLACES = "places";
  private static final Pattern PATH =
      Pattern.compile(
          "tile/(places|0|[1-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/){0,4}[0-9]{3})"
              + "(?:\\.p/([1-9][0-9]{0,2}))?");

  /**
   * @return empty where that is no tile's name
   */
  public static Optional<TilePath> parse(String path) {
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String level = matcher.group(1);
    long index = Long.parseLong(matcher.group(2).replace("x", "").replace("/", ""));
    int width = matcher.group(3) == null ? WIDTH : Integer.parseInt(matcher.group(3));
    TilePath tile =
        new TilePath(level.equals(PLACES) ? null : Integer.valueOf(level), index, width);
    return tile.toString().equals(path) ? Optional.of(tile) : Optional.empty();
  }

  /** The tile of a level that has an item, as wide as a tree of that size makes it. */
  static TilePath containing(Integer level, long item, long itemsOfLevel) {
    long index = item / WIDTH;
    return new TilePath(level, index, (int) Math.min(WIDTH, itemsOfLevel - index * WIDTH));
  }

  long first() {
    return index * WIDTH;
  }

  /**
   * The bytes of the tile.
   *
   * @throws java.io.IOException also when no checkpoint covers it
   */
  public byte[] read(TreeView tree) throws IOException {
    return level == null
        ? LeafPlace.write(tree.places(first(), width))
        : tree.hashes(level, first(), width);
  }

  @Override
  public String toString() {
    StringBuilder number = new StringBuilder(String.format("%03d", index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      number.insert(0, String.format("x%03d/", rest % 1000));
    }
    return "tile/"
        + (level == null ? PLACES : level)
        + "/"
        + number
        + (width == WIDTH ? "" : ".p/" + width);
  }
}
