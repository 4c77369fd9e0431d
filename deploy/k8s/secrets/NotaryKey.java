import dev.postern.transparency.note.NoteSigner;
import dev.postern.transparency.note.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes the notary's key pair, with the code that reads it. Run as a source file. */
public final class NotaryKey {

  private NotaryKey() {}

  public static void main(String[] arguments) throws IOException {
    NoteSigner signer = NoteSigner.generate(Origin.ofCluster(arguments[0]));
    Path folder = Path.of(arguments[1]);
    write(folder.resolve("notary-signing-key"), signer.secret(), "rw-------");
    write(folder.resolve("notary-verifier-key"), signer.key().toString(), "rw-r--r--");
  }

  /** A key that is there is never replaced: what it signed could not be continued. */
  private static void write(Path file, String key, String mode) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
    Files.writeString(file, key + "\n", StandardOpenOption.WRITE);
  }
}
