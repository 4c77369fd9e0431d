package dev.postern.backends.signin;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;

/** Proof key for code exchange (RFC 7636): only the client that asked for a code can redeem it. */
final class Pkce {

  private Pkce() {}

  static boolean matches(SignInRequest request, String verifier) {
    try {
      return CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier))
          .equals(request.challenge());
    } catch (IllegalArgumentException e) {
      return false; // too short, too long, or of other characters than section 4.1 allows
    }
  }
}
