package dev.postern.backends.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Authorisation codes: each is good once, for its client, within a minute (RFC 6749, section
 * 4.1.2).
 */
final class AuthorizationCodes {

  private static final Duration LIFE = Duration.ofMinutes(1);

  /** More than people can click; the oldest goes. */
  private static final int MOST = 1000;

  /** The account that signed in, for which request. */
  record Granted(SignInRequest request, String account, Instant until) {}

  private final Map<String, Granted> codes =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Granted> eldest) {
          return size() > MOST;
        }
      };

  synchronized String grant(SignInRequest request, String account) {
    String code = RandomToken.of256Bits();
    codes.put(code, new Granted(request, account, Instant.now().plus(LIFE)));
    return code;
  }

  /** What a code stands for; it is used up by this, whatever comes of it. */
  synchronized Optional<Granted> redeem(String code) {
    return Optional.ofNullable(codes.remove(code))
        .filter(granted -> Instant.now().isBefore(granted.until()));
  }
}
