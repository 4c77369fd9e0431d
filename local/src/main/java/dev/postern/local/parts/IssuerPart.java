package dev.postern.local.parts;

import dev.postern.backends.signin.Issuer;
import dev.postern.local.platform.Tokens;
import dev.postern.local.world.Ports;
import dev.postern.local.world.World;

/** Sign-in: tokens for the local accounts and for services that call each other. */
final class IssuerPart implements Part {

  private final World world;
  private Issuer issuer;

  IssuerPart(World world) {
    this.world = world;
  }

  @Override
  public String name() {
    return "issuer";
  }

  @Override
  public synchronized String start() {
    issuer =
        Issuer.start(
            new Ports(world).issuer(), Tokens.signingKey(world), Tokens.clientSecrets(world));
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
