package dev.postern.credential.credential;

import dev.postern.credential.password.CryptHash;
import dev.postern.credential.password.Password;
import dev.postern.credential.password.PasswordGenerator;
import dev.postern.credential.sealing.Sealer;
import dev.postern.credential.sealing.SecretContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Makes a password with its hash and its sealed form. Slow on purpose: call on a worker thread. */
@ApplicationScoped
class SecretMaker {

  private final Sealer sealer;
  private final PasswordGenerator generator = new PasswordGenerator();

  SecretMaker(Sealer sealer) {
    this.sealer = sealer;
  }

  FreshSecret make(Claim claim) {
    Password password = generator.next();
    try {
      CryptHash hash = CryptHash.of(password);
      return claim.secretWanted()
          ? sealed(claim, password, hash)
          : new FreshSecret(password, hash, null, null);
    } catch (RuntimeException e) {
      password.close();
      throw e;
    }
  }

  private FreshSecret sealed(Claim claim, Password password, CryptHash hash) {
    String ref = UUID.randomUUID().toString();
    SecretContext context =
        new SecretContext(
            ref, claim.container().id(), claim.generation(), claim.container().account());
    return new FreshSecret(password, hash, ref, sealer.seal(password, context));
  }
}
