package dev.postern.identity;

import java.util.List;

/** The roles in the claim {@code roles} of an access token. */
public final class Roles {

  /** Owns containers, keys and addresses: those of the token's account. */
  public static final String USER = "user";

  /** The hosting platform: registers containers, and acts for any account. */
  public static final String PLATFORM = "platform";

  /** Reads every account, and runs Postern. */
  public static final String OPERATOR = "operator";

  /** Reads every account. */
  public static final String AUDITOR = "auditor";

  /** Another service of Postern. */
  public static final String SERVICE = "service";

  /** In alphabetical order. */
  static final List<String> ALL = List.of(AUDITOR, OPERATOR, PLATFORM, SERVICE, USER);

  private Roles() {}
}
