package dev.postern.bench.mail;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import dev.postern.local.secrets.SealingKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;

/** The product's sealing with the product's key sets: sealed on one side, opened on the other. */
final class Sealing {

  private final HybridEncrypt encrypt;
  private final HybridDecrypt decrypt;

  Sealing(SealingKeys keys) throws GeneralSecurityException, IOException {
    HybridConfig.register();
    KeysetHandle publicKeys =
        TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(Files.readString(keys.publicSet()));
    KeysetHandle privateKeys =
        TinkJsonProtoKeysetFormat.parseKeyset(
            Files.readString(keys.privateSet()), InsecureSecretKeyAccess.get());
    encrypt = publicKeys.getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class);
    decrypt = privateKeys.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class);
  }

  byte[] seal(byte[] plaintext, String context) throws GeneralSecurityException {
    return encrypt.encrypt(plaintext, context.getBytes(StandardCharsets.UTF_8));
  }

  byte[] open(byte[] sealed, String context) throws GeneralSecurityException {
    return decrypt.decrypt(sealed, context.getBytes(StandardCharsets.UTF_8));
  }
}
