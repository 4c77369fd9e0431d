package dev.postern.identity;

import dev.postern.problem.NameRule;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The claim {@code account} of an access token. */
public final class Account {

  private static final String CLAIM = "account";
  private static final Pattern NAME = Pattern.compile(NameRule.PATTERN);

  private Account() {}

  /**
   * @return empty where the token has none, or one that no account can have
   */
  public static Optional<String> of(JsonWebToken token) {
    return Claims.text(token, CLAIM).filter(name -> NAME.matcher(name).matches());
  }
}
