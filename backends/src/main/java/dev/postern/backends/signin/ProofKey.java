package dev.postern.backends.signin;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;

/** The proof key of a code (RFC 7636): whoever redeems it is who asked for it. */
final class ProofKey {

  private ProofKey() {}

  static boolean matches(SignInRequest request, String verifier) {
    try {
      return CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier))
          .equals(request.challenge());
    } catch (IllegalArgumentException e) {
      return false; // too short, too long, or of other characters than section 4.1 allows
    }
  }
}
