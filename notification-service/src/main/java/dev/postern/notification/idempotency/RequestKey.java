package dev.postern.notification.idempotency;

import dev.postern.problem.Problem;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An {@code Idempotency-Key}, and whose and what for it is.
 *
 * @param scope account, method and path
 * @param value empty where the request has none
 */
public record RequestKey(String scope, Optional<String> value) {

  public static final String HEADER = "Idempotency-Key";

  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");

  /**
   * @param header null where the request has none
   * @throws Problem 400 where the header is not 1 to 255 visible characters
   */
  public static RequestKey of(String account, String method, String path, String header) {
    if (header != null && !VISIBLE.matcher(header).matches()) {
      throw Problem.badRequest("The Idempotency-Key must be 1 to 255 visible ASCII characters.");
    }
    return new RequestKey(account + " " + method + " " + path, Optional.ofNullable(header));
  }
}
