package dev.postern.notary.signing;

import dev.postern.notary.NotaryConfig;
import dev.postern.transparency.note.NoteSigner;
import dev.postern.transparency.note.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The notary's key, which nobody has who operates Kafka or PostgreSQL. */
@ApplicationScoped
class SigningKey {

  /**
   * @throws IllegalStateException with a sentence that does not quote the file
   */
  @Produces
  @Singleton
  NoteSigner signer(NotaryConfig config) {
    Path file = config.signingKey();
    try {
      NoteSigner signer = NoteSigner.parse(Files.readString(file));
      String expected = Origin.ofCluster(config.cluster());
      if (!signer.key().name().equals(expected)) {
        throw new IllegalStateException(
            "The signing key in "
                + file
                + " is "
                + signer.key().name()
                + ", and postern.notary.cluster asks for "
                + expected);
      }
      return signer;
    } catch (IOException e) {
      throw new IllegalStateException(
          "The signing key cannot be read from "
              + file
              + "; make one with: deploy/k8s/secrets/notary-key "
              + config.cluster()
              + " FOLDER",
          e);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
  }
}
