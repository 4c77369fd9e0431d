package dev.postern.key.validation;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes the data types of RFC 4251 section 5. */
final class WireWriter {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  WireWriter string(byte[] octets) {
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(octets.length).array());
    bytes.writeBytes(octets);
    return this;
  }

  WireWriter string(String text) {
    return string(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  WireWriter number(BigInteger number) {
    return string(number.toByteArray());
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
