package dev.postern.transparency.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of items of one size that only grows. Appends are buffered; reads see what was flushed.
 */
final class AppendFile implements AutoCloseable {

  private final Path path;
  private final int itemSize;
  private final FileChannel channel;
  private final ByteBuffer buffer;
  private boolean dirty;

  /**
   * @param items that are kept; what follows them is cut off
   * @throws IOException also when the file has fewer
   */
  AppendFile(Path path, int itemSize, long items) throws IOException {
    this.path = path;
    this.itemSize = itemSize;
    this.buffer = ByteBuffer.allocate(2048 * itemSize);
    this.channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    long length = items * itemSize;
    if (channel.size() < length) {
      long found = channel.size();
      channel.close();
      throw new IOException(path + " has " + found + " bytes, " + length + " were signed");
    }
    if (channel.size() > length) {
      channel.truncate(length);
    }
    channel.position(length);
  }

  void append(byte[] item) throws IOException {
    if (buffer.remaining() < itemSize) {
      flush();
    }
    buffer.put(item);
    dirty = true;
  }

  /** Until then what was appended can be lost. */
  void force() throws IOException {
    if (dirty) {
      flush();
      channel.force(false);
      dirty = false;
    }
  }

  byte[] read(long first, int count) throws IOException {
    byte[] items = new byte[count * itemSize];
    ByteBuffer target = ByteBuffer.wrap(items);
    long position = first * itemSize;
    while (target.hasRemaining()) {
      int read = channel.read(target, position + target.position());
      if (read < 0) {
        throw new IOException(path + " ends before item " + (first + count));
      }
    }
    return items;
  }

  private void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
