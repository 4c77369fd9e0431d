package dev.postern.credential.passwordreset;

import dev.postern.credential.credential.CredentialView;
import dev.postern.credential.listing.Listing;
import dev.postern.problem.Problem;
import java.time.Duration;

/**
 * What came of the request for one reset.
 *
 * @param credential the password that was requested; null where it was refused
 * @param refusal null where it was requested
 * @param retryAfter when it may be requested again, where there were too many; else null
 */
record ResetResult(CredentialView credential, Refusal refusal, Duration retryAfter) {

  /** Why no password was requested, in the words that the items of a batch show. */
  enum Refusal {
    NOT_FOUND,
    TOO_MANY_RESETS
  }

  static final ResetResult NOT_FOUND = new ResetResult(null, Refusal.NOT_FOUND, null);

  static ResetResult requested(CredentialView credential) {
    return new ResetResult(credential, null, null);
  }

  static ResetResult tooMany(Duration retryAfter) {
    return new ResetResult(null, Refusal.TOO_MANY_RESETS, retryAfter);
  }

  /**
   * @throws Problem 404 or 429 where it was refused
   */
  CredentialView orProblem() {
    if (refusal == null) {
      return credential;
    }
    throw switch (refusal) {
      case NOT_FOUND -> Listing.notFound();
      case TOO_MANY_RESETS ->
          Problem.tooManyRequests(
              "Passwords of this container or account were reset too often: try again later.",
              retryAfter);
    };
  }
}
