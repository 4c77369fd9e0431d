package dev.postern.system;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;

/** New public keys, as the lines of {@code .pub} files. */
final class NewPublicKeys {

  private static final byte[] TYPE = "ssh-ed25519".getBytes(StandardCharsets.US_ASCII);
  private static final int RAW = 32;

  private NewPublicKeys() {}

  static String ed25519(String comment) {
    try {
      byte[] encoded =
          KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
      byte[] raw = Arrays.copyOfRange(encoded, encoded.length - RAW, encoded.length);
      byte[] blob =
          ByteBuffer.allocate(8 + TYPE.length + RAW)
              .putInt(TYPE.length)
              .put(TYPE)
              .putInt(RAW)
              .put(raw)
              .array();
      return "ssh-ed25519 " + Base64.getEncoder().encodeToString(blob) + " " + comment;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }
}
