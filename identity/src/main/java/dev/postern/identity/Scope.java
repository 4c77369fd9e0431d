package dev.postern.identity;

import dev.postern.problem.Problem;
import java.util.Optional;

/**
 * Whose things a caller may read or change: those of one account, or of every one.
 *
 * @param account the only account; empty for every one
 */
public record Scope(Optional<String> account) {

  private static final Scope EVERY_ACCOUNT = new Scope(Optional.empty());

  public static Scope everyAccount() {
    return EVERY_ACCOUNT;
  }

  public static Scope only(String account) {
    return new Scope(Optional.of(account));
  }

  public boolean includes(String owner) {
    return account.isEmpty() || account.get().equals(owner);
  }

  /**
   * What is left of it where the caller names an account.
   *
   * @param asked null where no account is named
   * @throws Problem 403 where it is not the caller's, whether there is such an account or not
   */
  public Scope narrowedTo(String asked) {
    if (asked == null) {
      return this;
    }
    if (!includes(asked)) {
      throw Problem.forbidden(
          "You may name no account but your own; operators and auditors may name any.");
    }
    return only(asked);
  }
}
