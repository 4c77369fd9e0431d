package dev.postern.local.secrets;

import dev.postern.backends.files.PrivateFiles;
import dev.postern.transparency.note.NoteSigner;
import dev.postern.transparency.note.Origin;
import java.nio.file.Path;

/**
 * The notary's pair of keys.
 *
 * @param signingKey secret
 * @param verifierKey what auditors check signatures with
 */
public record NotaryKey(Path signingKey, Path verifierKey) {

  /** The name of this machine's Kafka in what is signed. */
  public static final String CLUSTER = "local";

  /**
   * The pair in the folder, made when it is missing. One that is damaged is left: what was signed
   * with it could not be continued with another.
   */
  static NotaryKey in(Path folder) {
    NotaryKey key =
        new NotaryKey(folder.resolve("notary-signing-key"), folder.resolve("notary-verifier-key"));
    if (PrivateFiles.read(key.signingKey()).isEmpty()) {
      NoteSigner signer = NoteSigner.generate(Origin.ofCluster(CLUSTER));
      PrivateFiles.write(key.verifierKey(), signer.key() + "\n");
      PrivateFiles.write(key.signingKey(), signer.secret() + "\n");
    }
    return key;
  }
}
