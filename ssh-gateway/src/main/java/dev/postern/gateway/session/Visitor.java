package dev.postern.gateway.session;

import dev.postern.gateway.view.RegisteredKey;

/**
 * Who enters a container, and where from.
 *
 * @param account whose key it was, or who signed in
 * @param key null for who signed in
 * @param source IP address of the client
 */
public record Visitor(String account, RegisteredKey key, String source) {

  static Visitor with(RegisteredKey key, String source) {
    return new Visitor(key.account(), key, source);
  }

  /** Somebody who signed in and has no key. */
  public static Visitor signedIn(String account, String source) {
    return new Visitor(account, null, source);
  }
}
