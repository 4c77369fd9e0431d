package dev.postern.credential.signin;

/** The roles of the claim {@code roles}. */
public final class Role {

  public static final String USER = "user";

  /** Registers containers and acts for any account. */
  public static final String PLATFORM = "platform";

  /** Reads every account. */
  public static final String OPERATOR = "operator";

  /** Reads every account. */
  public static final String AUDITOR = "auditor";

  /** Another service of Postern. */
  public static final String SERVICE = "service";

  private Role() {}
}
