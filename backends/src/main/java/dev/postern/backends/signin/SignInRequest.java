package dev.postern.backends.signin;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;
import java.util.Optional;

/**
 * A request to sign somebody in (OpenID Connect Core 1.0, section 3.1.2.1) that may be shown to a
 * person: from a known client, back to a page of its own, and with a proof key (RFC 7636).
 *
 * @param nonce null where the client sent none
 */
record SignInRequest(
    String client, URI redirect, State state, Nonce nonce, CodeChallenge challenge) {

  /** A request that is wrong in a way which its client is to be told. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient URI answer;

    private Refused(URI answer) {
      super("refused", null, false, false);
      this.answer = answer;
    }

    /** Where the browser goes with the error. */
    URI answer() {
      return answer;
    }
  }

  /**
   * Reads the query of the authorisation endpoint.
   *
   * @return empty where it does not name a known client and page; then there is no redirect
   */
  static Optional<SignInRequest> of(String query) throws Refused {
    AuthenticationRequest request;
    try {
      request = AuthenticationRequest.parse(query);
    } catch (ParseException e) {
      return refuse(e);
    }
    String client = request.getClientID().getValue();
    if (!AllowedRedirects.mayReturnTo(client, request.getRedirectionURI())) {
      return Optional.empty();
    }
    requireCodeAndProofKey(request);
    return Optional.of(
        new SignInRequest(
            client,
            request.getRedirectionURI(),
            request.getState(),
            request.getNonce(),
            request.getCodeChallenge()));
  }

  private static Optional<SignInRequest> refuse(ParseException e) throws Refused {
    boolean known =
        e.getClientID() != null
            && AllowedRedirects.mayReturnTo(e.getClientID().getValue(), e.getRedirectionURI());
    if (known) {
      throw new Refused(
          Redirect.error(e.getRedirectionURI(), e.getState(), OAuth2Error.INVALID_REQUEST));
    }
    return Optional.empty();
  }

  private static void requireCodeAndProofKey(AuthenticationRequest request) throws Refused {
    URI back = request.getRedirectionURI();
    if (!request.getResponseType().equals(ResponseType.CODE)) {
      throw new Refused(
          Redirect.error(back, request.getState(), OAuth2Error.UNSUPPORTED_RESPONSE_TYPE));
    }
    if (request.getCodeChallenge() == null
        || !CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod())) {
      throw new Refused(Redirect.error(back, request.getState(), OAuth2Error.INVALID_REQUEST));
    }
  }
}
