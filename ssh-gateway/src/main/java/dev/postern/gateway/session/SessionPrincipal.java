package dev.postern.gateway.session;

import dev.postern.events.Actor;
import dev.postern.keytable.RegisteredKey;

/**
 * The user that enters a container, and from where.
 *
 * @param account the owner of the key, or the account of the sign-in
 * @param key null for a sign-in
 * @param source IP address of the client
 * @param actor who signed in; null for a key
 */
public record SessionPrincipal(String account, RegisteredKey key, String source, Actor actor) {

  static SessionPrincipal with(RegisteredKey key, String source) {
    return new SessionPrincipal(key.account(), key, source, null);
  }

  /** A user who signed in and has no key. */
  public static SessionPrincipal signedIn(String account, String source, Actor actor) {
    return new SessionPrincipal(account, null, source, actor);
  }
}
