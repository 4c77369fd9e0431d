package dev.postern.gateway.session;

import dev.postern.gateway.view.RegisteredKey;

/**
 * Who enters a container, and where from.
 *
 * @param account whose key it was, or who signed in
 * @param key null for who signed in
 * @param source IP address of the client
 */
public record SessionPrincipal(String account, RegisteredKey key, String source) {

  static SessionPrincipal with(RegisteredKey key, String source) {
    return new SessionPrincipal(key.account(), key, source);
  }

  /** Somebody who signed in and has no key. */
  public static SessionPrincipal signedIn(String account, String source) {
    return new SessionPrincipal(account, null, source);
  }
}
