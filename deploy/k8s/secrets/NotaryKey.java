import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/** Makes the notary's key pair, as C2SP's signed-note writes it. Run as a source file. */
final class NotaryKey {

  private static final int KEY_SIZE = 32;

  private NotaryKey() {}

  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    String name = "postern/" + arguments[0];
    Path folder = Path.of(arguments[1]);
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    // Both encodings end with the key's 32 bytes (RFC 8410).
    byte[] secret = typed(pair.getPrivate().getEncoded());
    byte[] key = typed(pair.getPublic().getEncoded());
    String id = id(name, key);
    write(folder.resolve("notary-signing-key"), "PRIVATE+KEY+" + line(name, id, secret), "rw-------");
    write(folder.resolve("notary-verifier-key"), line(name, id, key), "rw-r--r--");
  }

  private static byte[] typed(byte[] encoded) {
    byte[] typed = Arrays.copyOfRange(encoded, encoded.length - KEY_SIZE - 1, encoded.length);
    typed[0] = 1;
    return typed;
  }

  private static String id(String name, byte[] key) throws GeneralSecurityException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
    byte[] digest = sha256.digest(key);
    return String.format("%02x%02x%02x%02x", digest[0], digest[1], digest[2], digest[3]);
  }

  private static String line(String name, String id, byte[] key) {
    return name + "+" + id + "+" + Base64.getEncoder().encodeToString(key) + "\n";
  }

  /** A key that is there is never replaced: what it signed could not be continued. */
  private static void write(Path file, String text, String mode) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
    Files.writeString(file, text, StandardOpenOption.WRITE);
  }
}
