package dev.postern.transparency.tree;

import java.nio.ByteBuffer;

/**
 * Where the record of a leaf stands in its partition.
 *
 * @param timestamp of the record, in milliseconds since 1970
 */
public record LeafPlace(long offset, long timestamp) {

  /** Bytes of a place: both numbers, big-endian. */
  public static final int SIZE = 2 * Long.BYTES;

  static byte[] write(LeafPlace... places) {
    ByteBuffer bytes = ByteBuffer.allocate(places.length * SIZE);
    for (LeafPlace place : places) {
      bytes.putLong(place.offset).putLong(place.timestamp);
    }
    return bytes.array();
  }

  static LeafPlace[] read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    LeafPlace[] places = new LeafPlace[bytes.length / SIZE];
    for (int i = 0; i < places.length; i++) {
      places[i] = new LeafPlace(buffer.getLong(), buffer.getLong());
    }
    return places;
  }
}
