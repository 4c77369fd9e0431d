package dev.postern.key.validation;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Writes a blocklist in the format of badkeys. */
final class Badkeys {

  private Badkeys() {}

  static byte[] file(byte[]... numbers) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    Arrays.stream(numbers)
        .map(number -> Arrays.copyOf(Fingerprint.sha256(number), 16))
        .sorted(Arrays::compareUnsigned)
        .forEach(file::writeBytes);
    return file.toByteArray();
  }
}
