package dev.postern.local.secrets;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HybridConfig2026;
import dev.postern.backends.files.PrivateFiles;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * A pair of Tink key sets in JSON, for HPKE (RFC 9180) with X25519, HKDF-SHA256 and AES-256-GCM.
 *
 * @param publicSet for credential-service, which seals
 * @param privateSet for notification-service, which opens
 */
public record SealingKeys(Path publicSet, Path privateSet) {

  private static final Configuration TINK = HybridConfig2026.get();

  /** The pair in the folder, made when it is missing or cannot be read. */
  static SealingKeys in(Path folder) {
    SealingKeys keys =
        new SealingKeys(
            folder.resolve("sealing-public.json"), folder.resolve("sealing-private.json"));
    try {
      Optional<KeysetHandle> kept = PrivateFiles.read(keys.privateSet()).flatMap(keys::parse);
      KeysetHandle pair = kept.isPresent() ? kept.get() : keys.generate();
      // Always derived, so that the two halves can never be of different pairs.
      PrivateFiles.write(
          keys.publicSet(),
          TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(
              pair.getPublicKeysetHandle(), TINK));
      return keys;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The sealing keys could not be made", e);
    }
  }

  private Optional<KeysetHandle> parse(String json) {
    try {
      return Optional.of(
          TinkJsonProtoKeysetFormat.parseKeyset(json, TINK, InsecureSecretKeyAccess.get()));
    } catch (GeneralSecurityException e) {
      PrivateFiles.setAside(privateSet);
      return Optional.empty();
    }
  }

  private KeysetHandle generate() throws GeneralSecurityException {
    KeysetHandle pair =
        KeysetHandle.generateNew(
            HpkeParameters.builder()
                .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                .setVariant(HpkeParameters.Variant.TINK)
                .build(),
            TINK);
    PrivateFiles.write(
        privateSet,
        TinkJsonProtoKeysetFormat.serializeKeyset(pair, TINK, InsecureSecretKeyAccess.get()));
    return pair;
  }
}
