package dev.postern.backends.signin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Refresh tokens, each good once: using it gives the next. One that comes a second time was copied,
 * and ends the sign-in that it belongs to (RFC 9700, section 4.14.2). They live in memory: after a
 * restart people sign in again.
 */
final class RefreshTokens {

  /** Tokens that are remembered, used ones included; the oldest goes. */
  private static final int MOST = 10_000;

  /** A sign-in of an account at a client; {@code id} is the tokens' {@code sid}. */
  record SignIn(UUID id, String client, String account) {}

  private record Token(SignIn signIn, boolean used) {}

  private final Map<String, Token> tokens =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Token> eldest) {
          return size() > MOST;
        }
      };

  synchronized String issue(SignIn signIn) {
    String token = RandomToken.of256Bits();
    tokens.put(token, new Token(signIn, false));
    return token;
  }

  /** The sign-in that a token continues; empty where it is unknown, used or another client's. */
  synchronized Optional<SignIn> use(String token, String client) {
    Token known = tokens.get(token);
    if (known == null || !known.signIn().client().equals(client)) {
      return Optional.empty();
    }
    if (known.used()) {
      end(known.signIn());
      return Optional.empty();
    }
    tokens.replace(token, new Token(known.signIn(), true));
    return Optional.of(known.signIn());
  }

  /** Ends the sign-in that a token belongs to; one that is unknown is ended already. */
  synchronized void revoke(String token, String client) {
    Optional.ofNullable(tokens.get(token))
        .filter(known -> known.signIn().client().equals(client))
        .ifPresent(known -> end(known.signIn()));
  }

  private void end(SignIn signIn) {
    tokens.values().removeIf(token -> token.signIn().id().equals(signIn.id()));
  }
}
