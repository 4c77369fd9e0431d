package dev.postern.paging;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.problem.Problem;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * How the cursors of a list are written: the octets of a position in Base64 for URLs, without
 * padding. Callers give them back unchanged and read nothing in them.
 */
public final class CursorFormat<P> {

  private static final int UUID_OCTETS = 2 * Long.BYTES;

  private final P start;
  private final Function<P, byte[]> writer;
  private final Function<byte[], P> reader;
  private final Supplier<Problem> unknown;

  /**
   * @param reader throws {@link IllegalArgumentException} for octets that are not a position
   */
  private CursorFormat(
      P start, Function<P, byte[]> writer, Function<byte[], P> reader, Supplier<Problem> unknown) {
    this.start = start;
    this.writer = writer;
    this.reader = reader;
    this.unknown = unknown;
  }

  /**
   * Positions are texts, for a list in ascending order. The empty text is its beginning.
   *
   * @param unknown the answer to a cursor that is none of the list
   */
  public static CursorFormat<String> text(Supplier<Problem> unknown) {
    return new CursorFormat<>(
        "", text -> text.getBytes(UTF_8), octets -> new String(octets, UTF_8), unknown);
  }

  /**
   * Positions are numbers above zero, for a list in ascending order.
   *
   * @param unknown the answer to a cursor that is none of the list
   */
  public static CursorFormat<Long> number(Supplier<Problem> unknown) {
    return new CursorFormat<>(
        0L,
        number -> Long.toString(number).getBytes(US_ASCII),
        octets -> Long.parseLong(new String(octets, US_ASCII)),
        unknown);
  }

  /**
   * Positions are ids of UUIDv7, whose order is the order in time; the list begins with the newest.
   *
   * @param unknown the answer to a cursor that is none of the list
   */
  public static CursorFormat<UUID> newestFirst(Supplier<Problem> unknown) {
    UUID aboveAll = new UUID(-1, -1);
    return new CursorFormat<>(aboveAll, CursorFormat::octets, CursorFormat::uuid, unknown);
  }

  /** Only these positions are possible in the list. */
  public CursorFormat<P> where(Predicate<P> possible) {
    return new CursorFormat<>(
        start,
        writer,
        octets -> {
          P position = reader.apply(octets);
          if (!possible.test(position)) {
            throw new IllegalArgumentException("no position of this list");
          }
          return position;
        },
        unknown);
  }

  /** The cursor of the page that begins behind this position. */
  public String cursor(P position) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(writer.apply(position));
  }

  /**
   * @param cursor null for the beginning
   * @return the position behind which the page begins
   * @throws Problem where the cursor is none of this list
   */
  public P position(String cursor) {
    if (cursor == null) {
      return start;
    }
    try {
      return reader.apply(Base64.getUrlDecoder().decode(cursor));
    } catch (IllegalArgumentException e) {
      throw unknown.get();
    }
  }

  private static byte[] octets(UUID id) {
    return ByteBuffer.allocate(UUID_OCTETS)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static UUID uuid(byte[] octets) {
    if (octets.length != UUID_OCTETS) {
      throw new IllegalArgumentException("no UUID");
    }
    ByteBuffer buffer = ByteBuffer.wrap(octets);
    return new UUID(buffer.getLong(), buffer.getLong());
  }
}
