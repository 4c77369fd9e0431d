package dev.postern.transparency.leaf;

import dev.postern.transparency.leaf.LogRecord.LogHeader;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The canonical bytes of a record: topic, partition, offset, timestamp, key, headers and value,
 * each a field. A field is its length (four bytes, big-endian) and its bytes; the length of what is
 * null is 0xFFFFFFFF. Numbers are big-endian: the partition four bytes, offset and timestamp eight.
 * The headers are one field that holds name and value of each, sorted by the bytes of the name,
 * then of the value.
 */
public final class LeafEncoding {

  private static final int LENGTH = Integer.BYTES;
  private static final int NULL = -1;
  private static final Comparator<byte[][]> BY_NAME_AND_VALUE =
      Comparator.<byte[][], byte[]>comparing(header -> header[0], Arrays::compareUnsigned)
          .thenComparing(
              header -> header[1], Comparator.nullsFirst(Arrays::<byte[]>compareUnsigned));

  private LeafEncoding() {}

  public static byte[] encode(LogRecord record) {
    byte[] topic = utf8(record.topic());
    byte[][][] headers = sorted(record.headers());
    int sizeOfHeaders = 0;
    for (byte[][] header : headers) {
      sizeOfHeaders += size(header[0]) + size(header[1]);
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(
            size(topic)
                + (LENGTH + Integer.BYTES)
                + 2 * (LENGTH + Long.BYTES)
                + size(record.key())
                + LENGTH
                + sizeOfHeaders
                + size(record.value()));
    put(bytes, topic);
    bytes.putInt(Integer.BYTES).putInt(record.partition());
    bytes.putInt(Long.BYTES).putLong(record.offset());
    bytes.putInt(Long.BYTES).putLong(record.timestamp());
    put(bytes, record.key());
    bytes.putInt(sizeOfHeaders);
    for (byte[][] header : headers) {
      put(bytes, header[0]);
      put(bytes, header[1]);
    }
    put(bytes, record.value());
    return bytes.array();
  }

  /**
   * @throws IllegalArgumentException when the bytes are not what {@link #encode} writes
   */
  public static LogRecord decode(byte[] encoded) {
    try {
      LogRecord record = read(ByteBuffer.wrap(encoded));
      if (Arrays.equals(encode(record), encoded)) {
        return record;
      }
    } catch (BufferUnderflowException | NegativeArraySizeException | NullPointerException e) {
      throw new IllegalArgumentException("these bytes are no record", e);
    }
    throw new IllegalArgumentException("these bytes are no record in its canonical form");
  }

  private static LogRecord read(ByteBuffer bytes) {
    String topic = text(field(bytes));
    int partition = ByteBuffer.wrap(field(bytes)).getInt();
    long offset = ByteBuffer.wrap(field(bytes)).getLong();
    long timestamp = ByteBuffer.wrap(field(bytes)).getLong();
    byte[] key = field(bytes);
    ByteBuffer rest = ByteBuffer.wrap(field(bytes));
    List<LogHeader> headers = new ArrayList<>();
    while (rest.hasRemaining()) {
      headers.add(new LogHeader(text(field(rest)), field(rest)));
    }
    return new LogRecord(topic, partition, offset, timestamp, key, headers, field(bytes));
  }

  private static byte[][][] sorted(List<LogHeader> headers) {
    byte[][][] sorted = new byte[headers.size()][][];
    for (int i = 0; i < sorted.length; i++) {
      LogHeader header = headers.get(i);
      sorted[i] = new byte[][] {utf8(header.name()), header.value()};
    }
    Arrays.sort(sorted, BY_NAME_AND_VALUE);
    return sorted;
  }

  private static int size(byte[] field) {
    return LENGTH + (field == null ? 0 : field.length);
  }

  private static void put(ByteBuffer bytes, byte[] field) {
    if (field == null) {
      bytes.putInt(NULL);
    } else {
      bytes.putInt(field.length).put(field);
    }
  }

  private static byte[] field(ByteBuffer bytes) {
    int length = bytes.getInt();
    if (length == NULL) {
      return null;
    }
    if (length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] field = new byte[length];
    bytes.get(field);
    return field;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
