import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HybridConfig2026;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;

/**
 * The key sets that passwords are sealed with (HPKE, RFC 9180), in Tink's JSON. Run by {@code sealing-keys} beside it; README.md
 * says in which order.
 */
public final class SealingKeys {

  private static final Configuration TINK = HybridConfig2026.get();

  private SealingKeys() {}

  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    Path privateSet = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "make" -> make(privateSet);
      case "add" -> add(privateSet);
      case "publish" -> publish(privateSet, Path.of(arguments[2]));
      case "drop-old" -> dropOld(privateSet);
      default -> throw new IllegalArgumentException("make, add, publish or drop-old, not " + arguments[0]);
    }
  }

  private static void make(Path file) throws IOException, GeneralSecurityException {
    if (Files.exists(file)) {
      throw new IOException(file + " is there already");
    }
    write(file, fresh());
  }

  /** The newest key is the primary one: what is published from now on is sealed with it. */
  private static void add(Path file) throws IOException, GeneralSecurityException {
    KeysetHandle old = read(file);
    KeysetHandle.Builder both = KeysetHandle.newBuilder();
    for (int i = 0; i < old.size(); i++) {
      both.addEntry(entry(old.getAt(i)));
    }
    write(file, both.addEntry(entry(fresh().getPrimary()).makePrimary()).build());
  }

  private static void dropOld(Path file) throws IOException, GeneralSecurityException {
    write(
        file,
        KeysetHandle.newBuilder().addEntry(entry(read(file).getPrimary()).makePrimary()).build());
  }

  private static void publish(Path privateSet, Path publicSet)
      throws IOException, GeneralSecurityException {
    replace(
        publicSet,
        TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(
            read(privateSet).getPublicKeysetHandle(), TINK),
        "rw-r--r--");
  }

  private static KeysetHandle.Builder.Entry entry(KeysetHandle.Entry of) {
    return KeysetHandle.importKey(of.getKey()).withFixedId(of.getId());
  }

  private static KeysetHandle fresh() throws GeneralSecurityException {
    return KeysetHandle.generateNew(
        HpkeParameters.builder()
            .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
            .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
            .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
            .setVariant(HpkeParameters.Variant.TINK)
            .build(),
        TINK);
  }

  private static KeysetHandle read(Path file) throws IOException, GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(
        Files.readString(file), TINK, InsecureSecretKeyAccess.get());
  }

  private static void write(Path file, KeysetHandle keys)
      throws IOException, GeneralSecurityException {
    replace(
        file,
        TinkJsonProtoKeysetFormat.serializeKeyset(keys, TINK, InsecureSecretKeyAccess.get()),
        "rw-------");
  }

  private static void replace(Path file, String json, String mode) throws IOException {
    Path aside =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            ".new",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
    Files.writeString(aside, json);
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
