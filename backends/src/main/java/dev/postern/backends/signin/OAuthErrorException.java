package dev.postern.backends.signin;

import com.nimbusds.oauth2.sdk.ErrorObject;
import java.util.Optional;

/**
 * An error answer of RFC 6749, section 5.2; {@code challenge} is for a client that tried the
 * Authorization header.
 */
final class OAuthErrorException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient ErrorObject error;
  private final transient Optional<String> challenge;

  OAuthErrorException(ErrorObject error) {
    this(error, Optional.empty());
  }

  OAuthErrorException(ErrorObject error, Optional<String> challenge) {
    super(error.getCode(), null, false, false);
    this.error = error;
    this.challenge = challenge;
  }

  ErrorObject error() {
    return error;
  }

  Optional<String> challenge() {
    return challenge;
  }
}
