package dev.postern.credential.signin;

import java.util.Optional;

/**
 * Whose containers a caller sees.
 *
 * @param account the only account that is seen; empty for all
 */
public record Scope(Optional<String> account) {

  static final Scope EVERY_ACCOUNT = new Scope(Optional.empty());

  static Scope only(String account) {
    return new Scope(Optional.of(account));
  }

  public boolean sees(String owner) {
    return account.isEmpty() || account.get().equals(owner);
  }
}
