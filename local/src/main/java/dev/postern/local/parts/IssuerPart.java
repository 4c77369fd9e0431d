package dev.postern.local.parts;

import dev.postern.backends.signin.Issuer;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Ports;
import dev.postern.local.platform.AccountTokens;

/** Sign-in: tokens for the local accounts and for services that call each other. */
final class IssuerPart implements Part {

  private final Instance instance;
  private Issuer issuer;

  IssuerPart(Instance instance) {
    this.instance = instance;
  }

  @Override
  public String name() {
    return "issuer";
  }

  @Override
  public synchronized String start() {
    issuer =
        Issuer.start(
            new Ports(instance).issuer(),
            AccountTokens.signingKey(instance),
            AccountTokens.clientSecrets(instance));
    return issuer.url();
  }

  @Override
  public synchronized void stop() {
    if (issuer != null) {
      issuer.close();
      issuer = null;
    }
  }
}
