package dev.postern.system;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** Replaces notification-service's key pair: opens what credential-service sealed. */
final class SealingKeyPair {

  private final KeysetHandle keys;

  SealingKeyPair() throws GeneralSecurityException {
    HybridConfig.register();
    keys =
        KeysetHandle.generateNew(
            KeyTemplates.get("DHKEM_X25519_HKDF_SHA256_HKDF_SHA256_AES_256_GCM").toParameters(),
            RegistryConfiguration.get());
  }

  String publicKeyset() throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(
        keys.getPublicKeysetHandle(), RegistryConfiguration.get());
  }

  String privateKeyset() throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get());
  }

  /**
   * @param sealed base64 of the ciphertext
   */
  String open(String sealed, String ref, String container, long generation)
      throws GeneralSecurityException {
    String info =
        String.join("\n", "postern-secret-v1", ref, container, Long.toString(generation), "demo");
    byte[] plaintext =
        keys.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class)
            .decrypt(Base64.getDecoder().decode(sealed), info.getBytes(StandardCharsets.UTF_8));
    return new String(plaintext, StandardCharsets.US_ASCII);
  }
}
