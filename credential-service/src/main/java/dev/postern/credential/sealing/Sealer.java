package dev.postern.credential.sealing;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import dev.postern.credential.password.Password;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/** Seals with the key set of the file as it is now. Reads a file: call it on a worker thread. */
@ApplicationScoped
public class Sealer {

  private final Path file;
  private volatile Loaded loaded = new Loaded("", null);

  Sealer(SealingConfig config) throws GeneralSecurityException {
    this.file = config.publicKeyset();
    HybridConfig.register();
  }

  /**
   * @throws IllegalStateException where the file has no usable public key set
   */
  public SealedSecret seal(Password password, SecretContext context) {
    byte[] plaintext = password.copy();
    try {
      KeysetHandle keys = keys();
      byte[] ciphertext =
          keys.getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class)
              .encrypt(plaintext, context.info());
      return new SealedSecret(ciphertext, Integer.toUnsignedString(keys.getPrimary().getId()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the public key set cannot seal", e);
    } finally {
      Arrays.fill(plaintext, (byte) 0);
    }
  }

  private KeysetHandle keys() throws GeneralSecurityException {
    String json = read();
    Loaded current = loaded;
    if (!current.json.equals(json)) {
      current = new Loaded(json, TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(json));
      loaded = current;
    }
    return current.keys;
  }

  private String read() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the public key set cannot be read", e);
    }
  }

  private record Loaded(String json, KeysetHandle keys) {}
}
