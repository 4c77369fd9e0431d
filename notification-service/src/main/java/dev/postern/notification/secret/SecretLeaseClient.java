package dev.postern.notification.secret;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.security.GeneralSecurityException;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Leases sealed passwords, opens them, and has them deleted once they are mailed. */
@ApplicationScoped
public class SecretLeaseClient {

  private static final int GONE = 410;

  private final CredentialService credentials;
  private final PrivateKeys keys;

  SecretLeaseClient(@RestClient CredentialService credentials, PrivateKeys keys) {
    this.credentials = credentials;
    this.keys = keys;
  }

  /**
   * Fails with {@link SecretGoneException} where there is nothing left to mail, and with {@link
   * SecretUnavailableException} where trying again makes sense. The caller closes the plaintext.
   */
  public Uni<Plaintext> open(SecretContext context) {
    return credentials
        .lease(context.secretRef())
        .onFailure()
        .transform(SecretLeaseClient::leaseFailure)
        .map(secret -> unseal(secret, context));
  }

  /**
   * Asks whether the secret is still the one to mail. Fails as {@link #open} does; what comes with
   * the answer stays sealed.
   */
  public Uni<Void> confirm(String secretRef) {
    return credentials
        .lease(secretRef)
        .onFailure()
        .transform(SecretLeaseClient::leaseFailure)
        .replaceWithVoid();
  }

  /** Has the secret deleted. One that is gone already is as good as deleted. */
  public Uni<Void> acknowledge(String secretRef) {
    return credentials
        .acknowledge(secretRef)
        .replaceWithVoid()
        .onFailure(SecretLeaseClient::isGone)
        .recoverWithNull();
  }

  private Plaintext unseal(SealedSecret secret, SecretContext context) {
    try {
      return Plaintext.takeOwnershipOf(keys.open(secret.sealed(), context.info()));
    } catch (GeneralSecurityException e) {
      throw new SecretUnavailableException("SECRET_DOES_NOT_OPEN", null);
    }
  }

  private static RuntimeException leaseFailure(Throwable failure) {
    if (isGone(failure)) {
      return new SecretGoneException();
    }
    String reason =
        failure instanceof WebApplicationException refused
            ? "LEASE_REFUSED_" + refused.getResponse().getStatus()
            : "CREDENTIAL_SERVICE_UNAVAILABLE";
    return new SecretUnavailableException(reason, failure);
  }

  private static boolean isGone(Throwable failure) {
    return failure instanceof WebApplicationException refused
        && refused.getResponse().getStatus() == GONE;
  }
}
